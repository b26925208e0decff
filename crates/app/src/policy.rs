//! Access decisions: Cedar policies over who acts, on what, and what was disclosed.
//!
//! Deny by default. The policies ship with the program and are validated against their schema at start; a program
//! with policies that do not validate does not start. Facts are decided in groups of equal attributes.

use std::collections::{HashMap, HashSet};
use std::str::FromStr;

use cedar_policy::{
    Authorizer, Context, Decision, Entities, Entity, EntityId, EntityTypeName, EntityUid, PolicySet, Request,
    RestrictedExpression, Schema, ValidationMode, Validator,
};

use crate::actor::Actor;
use crate::error::AppError;

const POLICIES: &str = include_str!("../../../policies/abri.cedar");
const SCHEMA: &str = include_str!("../../../policies/abri.cedarschema");

/// The policies in force.
pub struct Policy {
    policies: PolicySet,
    authorizer: Authorizer,
    practitioner: EntityTypeName,
    case_file: EntityTypeName,
    fact_group: EntityTypeName,
}

/// What somebody wants to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Act {
    /// Open a case.
    OpenCase,
    /// Add a fact.
    AddFact,
    /// Answer a duty, alert or proposal.
    AnswerItem,
    /// See the level.
    SeeLevel,
    /// See the markers.
    SeeMarkers,
    /// See who the parties are.
    SeeParties,
    /// Write a report.
    Report,
    /// Look somebody up.
    LookUp,
    /// See what has climbed.
    SeeEscalations,
    /// Read the audit log.
    ReadAudit,
}

impl Act {
    /// Every act.
    pub const ALL: [Self; 10] = [
        Self::OpenCase,
        Self::AddFact,
        Self::AnswerItem,
        Self::SeeLevel,
        Self::SeeMarkers,
        Self::SeeParties,
        Self::Report,
        Self::LookUp,
        Self::SeeEscalations,
        Self::ReadAudit,
    ];

    /// The word of the policies and of the audit log.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::OpenCase => "open_case",
            Self::AddFact => "add_fact",
            Self::AnswerItem => "answer_item",
            Self::SeeLevel => "see_level",
            Self::SeeMarkers => "see_markers",
            Self::SeeParties => "see_parties",
            Self::Report => "report",
            Self::LookUp => "look_up",
            Self::SeeEscalations => "see_escalations",
            Self::ReadAudit => "read_audit",
        }
    }
}

/// Attributes shared by facts that are decided together.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FactGroup {
    /// Plane of the file.
    pub plane: String,
    /// Recorded by the actor's own unit.
    pub own_unit: bool,
    /// Recorded by the actor's own agency.
    pub own_agency: bool,
    /// Disclosed to the actor's unit.
    pub granted: bool,
    /// Kept from sharing by its owner.
    pub excluded: bool,
    /// `whereabouts`, `school_notice`, `order`, `general`.
    pub class: &'static str,
}

impl Policy {
    /// Reads and validates the policies.
    ///
    /// # Errors
    ///
    /// [`AppError::Policy`] with what is wrong.
    pub fn load() -> Result<Self, AppError> {
        let wrong = |error: &dyn std::fmt::Display| AppError::Policy(error.to_string());
        let (schema, _) = Schema::from_cedarschema_str(SCHEMA).map_err(|error| wrong(&error))?;
        let parsed = PolicySet::from_str(POLICIES).map_err(|error| wrong(&error))?;
        let mut policies = PolicySet::new();
        for policy in parsed.policies() {
            let id =
                policy.annotation("id").ok_or_else(|| AppError::Policy("a policy without id".to_owned()))?;
            policies.add(policy.new_id(cedar_policy::PolicyId::new(id))).map_err(|error| wrong(&error))?;
        }
        let result = Validator::new(schema).validate(&policies, ValidationMode::Strict);
        if !result.validation_passed_without_warnings() {
            return Err(wrong(&result));
        }
        let type_name = |name: &str| EntityTypeName::from_str(name).map_err(|error| wrong(&error));
        Ok(Self {
            policies,
            authorizer: Authorizer::new(),
            practitioner: type_name("Practitioner")?,
            case_file: type_name("CaseFile")?,
            fact_group: type_name("FactGroup")?,
        })
    }

    /// Whether the actor may act on a case (or at all, where the act knows no case).
    ///
    /// # Errors
    ///
    /// [`AppError::NotAllowed`] naming the policy that decided.
    pub fn allow(&self, actor: &Actor, act: Act, open_role: bool) -> Result<(), AppError> {
        let case = EntityUid::from_type_name_and_id(self.case_file.clone(), EntityId::new("case"));
        let attributes = HashMap::from([
            ("open_role".to_owned(), RestrictedExpression::new_bool(open_role)),
            ("restricted".to_owned(), RestrictedExpression::new_bool(false)),
        ]);
        self.decide(actor, act.as_str(), case, attributes)
    }

    /// Whether the actor may read facts with these attributes.
    ///
    /// # Errors
    ///
    /// [`AppError::NotAllowed`] naming the policy that decided.
    pub fn allow_facts(&self, actor: &Actor, group: &FactGroup) -> Result<(), AppError> {
        let uid = EntityUid::from_type_name_and_id(self.fact_group.clone(), EntityId::new("group"));
        let attributes = HashMap::from([
            ("plane".to_owned(), RestrictedExpression::new_string(group.plane.clone())),
            ("own_unit".to_owned(), RestrictedExpression::new_bool(group.own_unit)),
            ("own_agency".to_owned(), RestrictedExpression::new_bool(group.own_agency)),
            ("granted".to_owned(), RestrictedExpression::new_bool(group.granted)),
            ("excluded".to_owned(), RestrictedExpression::new_bool(group.excluded)),
            ("class".to_owned(), RestrictedExpression::new_string(group.class.to_owned())),
        ]);
        self.decide(actor, "read_facts", uid, attributes)
    }

    fn decide(
        &self,
        actor: &Actor,
        act: &str,
        resource: EntityUid,
        attributes: HashMap<String, RestrictedExpression>,
    ) -> Result<(), AppError> {
        let wrong = |error: &dyn std::fmt::Display| AppError::Policy(error.to_string());
        let principal = EntityUid::from_type_name_and_id(self.practitioner.clone(), EntityId::new("actor"));
        let text = |text: &str| RestrictedExpression::new_string(text.to_owned());
        let person = Entity::new(
            principal.clone(),
            HashMap::from([
                ("sector".to_owned(), text(actor.sector.as_str())),
                ("role".to_owned(), text(&actor.role)),
                ("unit".to_owned(), text(&actor.unit.to_string())),
                ("unit_kind".to_owned(), text(&actor.unit_kind)),
            ]),
            HashSet::new(),
        )
        .map_err(|error| wrong(&error))?;
        let thing =
            Entity::new(resource.clone(), attributes, HashSet::new()).map_err(|error| wrong(&error))?;
        let entities = Entities::from_entities([person, thing], None).map_err(|error| wrong(&error))?;
        let action = EntityUid::from_str(&format!("Action::\"{act}\"")).map_err(|error| wrong(&error))?;
        let request = Request::new(principal, action, resource, Context::empty(), None)
            .map_err(|error| wrong(&error))?;
        let response = self.authorizer.is_authorized(&request, &self.policies, &entities);
        if response.decision() == Decision::Allow {
            return Ok(());
        }
        let policy = response.diagnostics().reason().next().map_or("default".to_owned(), ToString::to_string);
        Err(AppError::NotAllowed { policy })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policies_validate_strictly() {
        assert!(Policy::load().is_ok(), "{:?}", Policy::load().err());
    }
}
