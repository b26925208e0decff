//! The closed list of kinds of facts.

use crate::sector::words;

words! {
    /// Kinds of facts, by family.
    Kind {
        /// An act of violence became known.
        IncidentReported = "incident.reported",
        /// A call for help.
        IncidentCall = "incident.call",
        /// A complaint or report to an authority.
        ComplaintFiled = "complaint.filed",
        /// The victim withdrew a complaint or declined to testify.
        ComplaintWithdrawn = "complaint.withdrawn",
        /// Pressure on the victim to withdraw.
        PressureReported = "complaint.pressure",
        /// Risk was assessed.
        RiskAssessed = "risk.assessed",
        /// The level was set by judgement, with a reason.
        RiskOverridden = "risk.overridden",
        /// The victim was told her level.
        RiskTold = "risk.told",
        /// An order was applied for.
        OrderApplied = "order.applied",
        /// An order was issued.
        OrderIssued = "order.issued",
        /// An order was announced to or served on the addressee.
        OrderServed = "order.served",
        /// Service was attempted without success.
        OrderServiceAttempted = "order.service_attempted",
        /// The order was carried out: the person left, keys were taken.
        OrderCarriedOut = "order.carried_out",
        /// The order was extended.
        OrderExtended = "order.extended",
        /// An application was refused.
        OrderRefused = "order.refused",
        /// An application was withdrawn.
        OrderWithdrawn = "order.withdrawn",
        /// The order was lifted, annulled or narrowed.
        OrderLifted = "order.lifted",
        /// The term of the order ran out.
        OrderEnded = "order.ended",
        /// A condition of the order was breached.
        OrderBreached = "order.breached",
        /// Compliance with an order was checked.
        OrderChecked = "order.checked",
        /// An official warning or preventive talk.
        Warned = "measure.warned",
        /// Entry in a preventive register.
        RegisterEntered = "measure.register_entered",
        /// End of an entry in a preventive register.
        RegisterLeft = "measure.register_left",
        /// Arrest or detention.
        Arrested = "measure.arrested",
        /// Release, leave, end of sentence.
        Released = "measure.released",
        /// Proceedings opened or charge brought.
        Charged = "measure.charged",
        /// Proceedings dropped, suspended or downgraded.
        Discontinued = "measure.discontinued",
        /// Conviction.
        Convicted = "measure.convicted",
        /// A fine or another sanction.
        Sanctioned = "measure.sanctioned",
        /// Treatment or another measure for the perpetrator was ordered.
        TreatmentOrdered = "measure.treatment_ordered",
        /// A sentence, sanction or treatment began to be carried out.
        MeasureStarted = "measure.started",
        /// A limitation period ran out.
        LimitationReached = "measure.limitation_reached",
        /// A weapon was reported, found or its absence checked.
        WeaponFound = "measure.weapon_found",
        /// A weapon was seized.
        WeaponSeized = "measure.weapon_seized",
        /// A weapon was returned.
        WeaponReturned = "measure.weapon_returned",
        /// A hearing took place or was put off.
        Hearing = "proceedings.hearing",
        /// A decision of a court that is none of the above.
        Decision = "proceedings.decision",
        /// A person was interviewed.
        Interviewed = "proceedings.interviewed",
        /// Consent to share was given.
        Consented = "sharing.consented",
        /// Consent to share was withdrawn.
        ConsentWithdrawn = "sharing.consent_withdrawn",
        /// Something was disclosed.
        Disclosed = "sharing.disclosed",
        /// A report or warning was sent to another body.
        ReportSent = "sharing.report_sent",
        /// Referral to a service.
        ReferralSent = "referral.sent",
        /// The service saw the referral.
        ReferralSeen = "referral.seen",
        /// The service accepted.
        ReferralAccepted = "referral.accepted",
        /// The service or the person declined.
        ReferralDeclined = "referral.declined",
        /// First contact between service and person.
        ReferralContact = "referral.first_contact",
        /// The referral ended.
        ReferralEnded = "referral.ended",
        /// The person was reached.
        ContactMade = "contact.made",
        /// The person was not reached.
        ContactAttempted = "contact.attempted",
        /// The victim turned to an agency for help.
        HelpSought = "contact.help_sought",
        /// A safety plan was made or renewed.
        SafetyPlanned = "safety.planned",
        /// Safe contact was set.
        SafeContact = "safety.contact_set",
        /// A secret place became known to the perpetrator.
        AddressCompromised = "safety.address_compromised",
        /// The victim moved to a shelter.
        Sheltered = "safety.sheltered",
        /// The parties separated or divorce was filed.
        Separated = "relationship.separated",
        /// Concern about a child, or a child was exposed or harmed.
        ChildConcern = "child.concern",
        /// The school was told.
        SchoolTold = "child.school_told",
        /// Contact or custody was applied for.
        ContactApplied = "child.contact_applied",
        /// Contact or custody was decided.
        ContactOrdered = "child.contact_ordered",
        /// Something happened around contact.
        ContactIncident = "child.contact_incident",
        /// A child was heard.
        ChildHeard = "child.heard",
        /// The school noted something.
        SchoolObserved = "child.school_observed",
        /// Child protection opened or renewed a plan.
        ChildPlanned = "child.planned",
        /// Injuries were documented.
        InjuryDocumented = "health.injury_documented",
        /// A screening was made.
        Screened = "health.screened",
        /// The perpetrator contacted the programme.
        ProgrammeContacted = "programme.contacted",
        /// The perpetrator enrolled.
        ProgrammeEnrolled = "programme.enrolled",
        /// A session was held.
        ProgrammeSession = "programme.session",
        /// An appointment was missed.
        ProgrammeMissed = "programme.missed",
        /// The programme was completed.
        ProgrammeCompleted = "programme.completed",
        /// The case was referred to a conference.
        ConferenceReferred = "conference.referred",
        /// A conference was scheduled.
        ConferenceScheduled = "conference.scheduled",
        /// A member returned its research.
        ConferenceResearched = "conference.researched",
        /// The conference was held.
        ConferenceHeld = "conference.held",
        /// An action was agreed.
        ActionAgreed = "conference.action_agreed",
        /// An action was done.
        ActionDone = "conference.action_done",
        /// The case moves to another area.
        Transferred = "case.transferred",
        /// The receiving area confirmed.
        TransferConfirmed = "case.transfer_confirmed",
        /// The case was opened.
        Opened = "case.opened",
        /// The role of a party was corrected.
        RoleCorrected = "case.role_corrected",
        /// Another case of the same people or household is known.
        Linked = "case.linked",
        /// The case is supervised before closing.
        Supervised = "case.supervised",
        /// The case was closed.
        Closed = "case.closed",
        /// The case was reopened.
        Reopened = "case.reopened",
        /// A duty was done, with evidence.
        DutyDischarged = "duty.discharged",
        /// A duty was waived, with a reason.
        DutyWaived = "duty.waived",
        /// A note.
        Note = "note",
        /// A document.
        Document = "document",
    }
}

/// A set of kinds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KindSet(u128);

impl KindSet {
    /// Whether the kind is in the set.
    #[must_use]
    pub const fn contains(self, kind: Kind) -> bool {
        self.0 & (1 << (kind as u32)) != 0
    }

    /// Whether nothing is in the set.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The kinds of both sets.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl FromIterator<Kind> for KindSet {
    fn from_iter<I: IntoIterator<Item = Kind>>(kinds: I) -> Self {
        Self(kinds.into_iter().fold(0, |bits, kind| bits | (1 << (kind as u32))))
    }
}

// INVARIANT: a kind fits a bit of a `u128`.
const _: () = assert!(Kind::ALL.len() <= 128);
