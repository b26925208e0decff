//! The documented list of concerns: what an item is about.
//!
//! The list corresponds to the classes of failure found again and again by courts and by reviews of deaths; a
//! rule of a pack names exactly one.

use crate::sector::words;

words! {
    /// Concerns, in the order of the classes D01 to D25.
    Concern {
        /// Accept the report, classify it rightly, open; no downgrade.
        Registration = "registration",
        /// Assess or reassess danger, each child separately.
        Assessment = "assessment",
        /// One view over incidents, files, partners, places.
        History = "history",
        /// Decide on protection promptly, of own motion, with reasons.
        Decision = "decision",
        /// Serve, carry out and check an order.
        Execution = "execution",
        /// Answer a breach.
        Breach = "breach",
        /// Expiry, extension, gap, annulment.
        Expiry = "expiry",
        /// Right persons, places, conditions, start.
        Scope = "scope",
        /// Tell child protection.
        ChildProtection = "child_protection",
        /// Tell the school.
        School = "school",
        /// Contact and custody against protection.
        ChildContact = "child_contact",
        /// Weapon: ban, search, seize.
        Weapon = "weapon",
        /// Reasoned decision on arrest or detention.
        Detention = "detention",
        /// Withdrawal or retraction: no closing, pressure check.
        Withdrawal = "withdrawal",
        /// Delay, stalled case, limitation, evidence in time.
        Delay = "delay",
        /// Release: tell before, reassess, set conditions.
        Release = "release",
        /// Treatment or sentence ordered must be carried out.
        Enforcement = "enforcement",
        /// Victim support: contact, place, plan, information.
        Support = "support",
        /// Emergency call and handover between shifts.
        Handover = "handover",
        /// Information to the one who decides; contradiction; unanswered report.
        Information = "information",
        /// Joint work: conference, answer to a warning.
        JointWork = "joint_work",
        /// Version of the law, legal basis, missing instrument.
        LawVersion = "law_version",
        /// Secret address.
        SecretAddress = "secret_address",
        /// Perpetrator inside the service.
        InsidePerpetrator = "inside_perpetrator",
        /// Transfer to another area.
        Transfer = "transfer",
    }
}

impl Concern {
    /// The class of the acceptance suite, `D01` to `D25`.
    #[must_use]
    pub fn class(self) -> String {
        format!("D{:02}", self as u8 + 1)
    }
}
