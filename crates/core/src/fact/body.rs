//! The closed enum of facts: one payload struct per meaning.

use serde::{Deserialize, Serialize};

use super::kind::Kind;
use super::payload::*;

macro_rules! bodies {
    ($($variant:ident($payload:ident) = $text:literal,)*) => {
        /// What a fact states. Stored with its kind as tag.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(tag = "kind", content = "of")]
        #[expect(missing_docs, reason = "each variant is documented at the kind of the same name")]
        pub enum Body { $(#[serde(rename = $text)] $variant($payload),)* }

        impl Body {
            /// The kind of the fact.
            #[must_use]
            pub const fn kind(&self) -> Kind {
                match self { $(Self::$variant(_) => Kind::$variant,)* }
            }

            /// A fact of that kind with nothing stated beyond the kind.
            #[must_use]
            pub fn bare(kind: Kind) -> Self {
                match kind { $(Kind::$variant => Self::$variant($payload::default()),)* }
            }
        }
    };
}

bodies! {
    IncidentReported(Incident) = "incident.reported",
    IncidentCall(Incident) = "incident.call",
    ComplaintFiled(Incident) = "complaint.filed",
    ComplaintWithdrawn(Withdrawal) = "complaint.withdrawn",
    PressureReported(Withdrawal) = "complaint.pressure",
    RiskAssessed(Assessment) = "risk.assessed",
    RiskOverridden(Override) = "risk.overridden",
    RiskTold(Contact) = "risk.told",
    OrderApplied(OrderDecision) = "order.applied",
    OrderIssued(OrderDecision) = "order.issued",
    OrderServed(OrderEvent) = "order.served",
    OrderServiceAttempted(OrderEvent) = "order.service_attempted",
    OrderCarriedOut(OrderEvent) = "order.carried_out",
    OrderExtended(OrderDecision) = "order.extended",
    OrderRefused(OrderDecision) = "order.refused",
    OrderWithdrawn(OrderEvent) = "order.withdrawn",
    OrderLifted(OrderEvent) = "order.lifted",
    OrderEnded(OrderEvent) = "order.ended",
    OrderBreached(Breach) = "order.breached",
    OrderChecked(OrderEvent) = "order.checked",
    Warned(Measure) = "measure.warned",
    RegisterEntered(Measure) = "measure.register_entered",
    RegisterLeft(Measure) = "measure.register_left",
    Arrested(Measure) = "measure.arrested",
    Released(Measure) = "measure.released",
    Charged(Measure) = "measure.charged",
    Discontinued(Measure) = "measure.discontinued",
    Convicted(Measure) = "measure.convicted",
    Sanctioned(Measure) = "measure.sanctioned",
    TreatmentOrdered(Measure) = "measure.treatment_ordered",
    MeasureStarted(Measure) = "measure.started",
    LimitationReached(Measure) = "measure.limitation_reached",
    WeaponFound(WeaponEvent) = "measure.weapon_found",
    WeaponSeized(WeaponEvent) = "measure.weapon_seized",
    WeaponReturned(WeaponEvent) = "measure.weapon_returned",
    Hearing(Proceeding) = "proceedings.hearing",
    Decision(Proceeding) = "proceedings.decision",
    Interviewed(Interview) = "proceedings.interviewed",
    Consented(Consent) = "sharing.consented",
    ConsentWithdrawn(Consent) = "sharing.consent_withdrawn",
    Disclosed(Disclosure) = "sharing.disclosed",
    ReportSent(Report) = "sharing.report_sent",
    ReferralSent(Referral) = "referral.sent",
    ReferralSeen(Referral) = "referral.seen",
    ReferralAccepted(Referral) = "referral.accepted",
    ReferralDeclined(Referral) = "referral.declined",
    ReferralContact(Referral) = "referral.first_contact",
    ReferralEnded(Referral) = "referral.ended",
    ContactMade(Contact) = "contact.made",
    ContactAttempted(Contact) = "contact.attempted",
    HelpSought(Incident) = "contact.help_sought",
    SafetyPlanned(Plan) = "safety.planned",
    SafeContact(SafeContactDetails) = "safety.contact_set",
    AddressCompromised(Text) = "safety.address_compromised",
    Sheltered(Text) = "safety.sheltered",
    Separated(Separation) = "relationship.separated",
    ChildConcern(ChildConcernDetails) = "child.concern",
    SchoolTold(ChildNotice) = "child.school_told",
    ContactApplied(ChildContact) = "child.contact_applied",
    ContactOrdered(ChildContact) = "child.contact_ordered",
    ContactIncident(Incident) = "child.contact_incident",
    ChildHeard(ChildConcernDetails) = "child.heard",
    SchoolObserved(ChildConcernDetails) = "child.school_observed",
    ChildPlanned(Plan) = "child.planned",
    InjuryDocumented(Injury) = "health.injury_documented",
    Screened(Assessment) = "health.screened",
    ProgrammeContacted(Programme) = "programme.contacted",
    ProgrammeEnrolled(Programme) = "programme.enrolled",
    ProgrammeSession(Programme) = "programme.session",
    ProgrammeMissed(Programme) = "programme.missed",
    ProgrammeCompleted(Programme) = "programme.completed",
    ConferenceReferred(Conference) = "conference.referred",
    ConferenceScheduled(Conference) = "conference.scheduled",
    ConferenceResearched(Conference) = "conference.researched",
    ConferenceHeld(Conference) = "conference.held",
    ActionAgreed(Action) = "conference.action_agreed",
    ActionDone(Action) = "conference.action_done",
    Transferred(Text) = "case.transferred",
    TransferConfirmed(Text) = "case.transfer_confirmed",
    Opened(Opening) = "case.opened",
    RoleCorrected(Text) = "case.role_corrected",
    Linked(Link) = "case.linked",
    Supervised(Text) = "case.supervised",
    Closed(Closing) = "case.closed",
    Reopened(Text) = "case.reopened",
    DutyDischarged(DutyAnswer) = "duty.discharged",
    DutyWaived(DutyAnswer) = "duty.waived",
    Note(Text) = "note",
    Document(Text) = "document",
}

impl Body {
    /// What is said about danger, for the kinds that say something.
    #[must_use]
    pub const fn danger(&self) -> Option<&Danger> {
        match self {
            Self::IncidentReported(of)
            | Self::IncidentCall(of)
            | Self::ComplaintFiled(of)
            | Self::HelpSought(of)
            | Self::ContactIncident(of) => Some(&of.danger),
            Self::OrderBreached(of) => Some(&of.danger),
            Self::ComplaintWithdrawn(of) | Self::PressureReported(of) => Some(&of.danger),
            Self::Hearing(of) | Self::Decision(of) => Some(&of.danger),
            Self::Interviewed(of) => Some(&of.danger),
            Self::ChildConcern(of) | Self::ChildHeard(of) | Self::SchoolObserved(of) => Some(&of.danger),
            Self::RiskAssessed(of) | Self::Screened(of) => Some(&of.danger),
            Self::Separated(of) => Some(&of.danger),
            Self::InjuryDocumented(of) => Some(&of.danger),
            _ => None,
        }
    }

    /// The order the fact speaks of.
    #[must_use]
    pub fn order(&self) -> Option<crate::id::OrderId> {
        match self {
            Self::OrderApplied(of)
            | Self::OrderIssued(of)
            | Self::OrderExtended(of)
            | Self::OrderRefused(of) => of.order,
            Self::OrderServed(of)
            | Self::OrderServiceAttempted(of)
            | Self::OrderCarriedOut(of)
            | Self::OrderWithdrawn(of)
            | Self::OrderLifted(of)
            | Self::OrderEnded(of)
            | Self::OrderChecked(of) => of.order,
            Self::OrderBreached(of) => of.order,
            _ => None,
        }
    }
}
