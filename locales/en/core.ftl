### Words and phrases every part of the interface shares.
###
### Numbers: choose forms with PLURAL($n), never with the bare $n. Name the counted variable $n.
### Closed vocabularies have ids of the form family-key. The families:
### sector, plane, party, role, violence, gbv-type, relationship, sex, answer, level, precision, order-state,
### duty-state, alert-state, case-state, referral-state, conference-state, action-state, programme-state,
### consent-state, basis, measure, channel, contact-outcome, rule-status, item, act, count.

## Time

relative-now = just now
relative-in-minutes = { PLURAL($n) ->
    [one] in { $n } minute
   *[other] in { $n } minutes
}
relative-ago-minutes = { PLURAL($n) ->
    [one] { $n } minute ago
   *[other] { $n } minutes ago
}
relative-in-hours = { PLURAL($n) ->
    [one] in { $n } hour
   *[other] in { $n } hours
}
relative-ago-hours = { PLURAL($n) ->
    [one] { $n } hour ago
   *[other] { $n } hours ago
}
relative-tomorrow = tomorrow
relative-yesterday = yesterday
relative-in-days = { PLURAL($n) ->
    [one] in { $n } day
   *[other] in { $n } days
}
relative-ago-days = { PLURAL($n) ->
    [one] { $n } day ago
   *[other] { $n } days ago
}
relative-in-months = { PLURAL($n) ->
    [one] in { $n } month
   *[other] in { $n } months
}
relative-ago-months = { PLURAL($n) ->
    [one] { $n } month ago
   *[other] { $n } months ago
}
relative-in-years = { PLURAL($n) ->
    [one] in { $n } year
   *[other] in { $n } years
}
relative-ago-years = { PLURAL($n) ->
    [one] { $n } year ago
   *[other] { $n } years ago
}

deadline-now = due now
deadline-just-passed = just overdue
deadline-left-minutes = { PLURAL($n) ->
    [one] { $n } minute left
   *[other] { $n } minutes left
}
deadline-overdue-minutes = { PLURAL($n) ->
    [one] overdue by { $n } minute
   *[other] overdue by { $n } minutes
}
deadline-left-hours = { PLURAL($n) ->
    [one] { $n } hour left
   *[other] { $n } hours left
}
deadline-overdue-hours = { PLURAL($n) ->
    [one] overdue by { $n } hour
   *[other] overdue by { $n } hours
}
deadline-left-days = { PLURAL($n) ->
    [one] { $n } day left
   *[other] { $n } days left
}
deadline-overdue-days = { PLURAL($n) ->
    [one] overdue by { $n } day
   *[other] overdue by { $n } days
}

duration-minutes = { PLURAL($n) ->
    [one] { $n } minute
   *[other] { $n } minutes
}
duration-hours = { PLURAL($n) ->
    [one] { $n } hour
   *[other] { $n } hours
}
duration-days = { PLURAL($n) ->
    [one] { $n } day
   *[other] { $n } days
}
duration-short-minutes = { $n } min
duration-short-hours = { $n } h
duration-short-days = { $n } d

## Moments and how precisely they are known

precision-minute = To the minute
precision-day = To the day
precision-month = To the month
precision-year = To the year
precision-unknown = Not known

moment-unknown = date unknown

when-minute = on { $moment }
when-day = on { $moment }
when-year = in { $moment }
when-unknown = on an unknown date
when-month-1 = in January { $year }
when-month-2 = in February { $year }
when-month-3 = in March { $year }
when-month-4 = in April { $year }
when-month-5 = in May { $year }
when-month-6 = in June { $year }
when-month-7 = in July { $year }
when-month-8 = in August { $year }
when-month-9 = in September { $year }
when-month-10 = in October { $year }
when-month-11 = in November { $year }
when-month-12 = in December { $year }

## Numbers

percent = { $n }%

count-cases = { PLURAL($n) ->
    [one] { $n } case
   *[other] { $n } cases
}
count-incidents = { PLURAL($n) ->
    [one] { $n } incident
   *[other] { $n } incidents
}
count-duties = { PLURAL($n) ->
    [one] { $n } duty
   *[other] { $n } duties
}
count-alerts = { PLURAL($n) ->
    [one] { $n } alert
   *[other] { $n } alerts
}
count-orders = { PLURAL($n) ->
    [one] { $n } order
   *[other] { $n } orders
}
count-breaches = { PLURAL($n) ->
    [one] { $n } breach
   *[other] { $n } breaches
}
count-children = { PLURAL($n) ->
    [one] { $n } child
   *[other] { $n } children
}
count-actions = { PLURAL($n) ->
    [one] { $n } action
   *[other] { $n } actions
}
count-people = { PLURAL($n) ->
    [one] { $n } person
   *[other] { $n } people
}
count-agencies = { PLURAL($n) ->
    [one] { $n } agency
   *[other] { $n } agencies
}
count-documents = { PLURAL($n) ->
    [one] { $n } document
   *[other] { $n } documents
}
count-years = { PLURAL($n) ->
    [one] { $n } year
   *[other] { $n } years
}
count-months = { PLURAL($n) ->
    [one] { $n } month
   *[other] { $n } months
}

## Sectors, planes, people

sector-police = Police
sector-health = Health
sector-social = Social services
sector-education = Education
sector-ngo = NGOs and shelters
sector-justice = Justice
sector-prosecution = Prosecution
sector-court = Court
sector-prison = Prison and probation
sector-programme = Perpetrator programmes
sector-coordination = Coordination
sector-ministry = Ministry
sector-system = The system itself

plane-victim = Victim
plane-perpetrator = Perpetrator
plane-joint = Joint plan
plane-child = Child

party-victim = Victim
party-perpetrator = Perpetrator
party-child = Child
party-witness = Witness
party-relative = Relative
party-other = Other person

role-patrol = Patrol officer
role-district = District officer
role-dv_unit = Domestic violence officer
role-investigator = Investigator
role-advocate = Victim advocate
role-shelter = Shelter worker
role-hotline = Helpline counsellor
role-doctor = Doctor
role-nurse = Nurse
role-forensic = Forensic examiner
role-psychologist = Psychologist
role-social_worker = Social worker
role-child_protection = Child protection officer
role-key_adult = School safeguarding lead
role-prosecutor = Prosecutor
role-judge = Judge
role-court_clerk = Court clerk
role-prison = Prison officer
role-probation = Probation officer
role-programme = Programme worker
role-coordinator = Conference coordinator
role-chair = Conference chair
role-head = Head of unit
role-ministry = Ministry official
role-statistics = Statistics officer
role-reviewer = Death review member
role-auditor = Auditor
role-data_protection = Data protection officer
role-administrator = Administrator

sex-female = Female
sex-male = Male
sex-unknown = Not known

# Who the perpetrator is to the victim.
relationship-spouse = Spouse
relationship-former_spouse = Former spouse
relationship-partner = Partner
relationship-former_partner = Former partner
relationship-parent = Parent
relationship-step_parent = Step-parent
relationship-child = Son or daughter
relationship-sibling = Brother or sister
relationship-grandparent = Grandparent
relationship-grandchild = Grandchild
relationship-in_law = Relative by marriage
relationship-guardian = Guardian
relationship-other_relative = Other relative
relationship-household = Member of the household
relationship-carer = Carer
relationship-none = Not related
relationship-unknown = Not known

## Violence

violence-physical = Physical violence
violence-sexual = Sexual violence
violence-psychological = Psychological violence
violence-economic = Economic violence
violence-stalking = Stalking
violence-neglect = Neglect

# The six types of the GBV information management system, in the order they are asked.
gbv-type-rape = Rape
gbv-type-sexual_assault = Sexual assault
gbv-type-physical_assault = Physical assault
gbv-type-forced_marriage = Forced marriage
gbv-type-denial_of_resources = Denial of resources, opportunities or services
gbv-type-psychological_abuse = Psychological or emotional abuse

## Answers and risk

answer-yes = Yes
answer-no = No
answer-unknown = Not known
answer-refused = Refused to answer
answer-not_asked = Not asked
answer-not_applicable = Not applicable

level-low = Low
level-medium = Medium
level-high = High
level-extreme = Extreme
level-supervised = Supervised
level-unassessed = Not assessed

## States

order-state-applied = Applied for
order-state-refused = Refused
order-state-issued = Issued
order-state-announced = Announced
order-state-served = Served
order-state-in_effect = In effect
order-state-breached = Breached
order-state-carried_out = Carried out
order-state-ended = Ended
order-state-withdrawn = Application withdrawn
order-state-lifted = Lifted

duty-state-open = Open
duty-state-overdue = Overdue
duty-state-done = Done
duty-state-waived = Waived
duty-state-cancelled = Cancelled

alert-state-new = New
alert-state-acknowledged = Acknowledged
alert-state-escalated = Escalated
alert-state-closed = Closed

case-state-open = Open
case-state-supervised = Supervised
case-state-closed = Closed
case-state-reopened = Reopened

referral-state-sent = Sent
referral-state-seen = Seen
referral-state-accepted = Accepted
referral-state-declined = Declined
referral-state-first_contact = First contact made
referral-state-ended = Ended

conference-state-referred = Referred
conference-state-scheduled = Scheduled
conference-state-held = Held
conference-state-cancelled = Cancelled

action-state-agreed = Agreed
action-state-done = Done
action-state-overdue = Overdue
action-state-dropped = Dropped

programme-state-contacted = Contacted
programme-state-enrolled = Enrolled
programme-state-attending = Attending
programme-state-missed = Missed
programme-state-completed = Completed
programme-state-left = Left

consent-state-given = Given
consent-state-refused = Refused
consent-state-withdrawn = Withdrawn
consent-state-not_asked = Not asked

basis-consent = Consent
basis-serious_threat = Serious threat
basis-child = Protection of a child
basis-law = Required by law
basis-court = Ordered by a court

rule-status-verified = Verified
rule-status-unverified = Not verified

## Measures

measure-talk = Preventive talk
measure-warning = Official warning
measure-register_entry = Entry in the preventive register
measure-register_exit = Removal from the preventive register
measure-detention = Detention
measure-release = Release
measure-charge = Charge
measure-sentence = Sentence
measure-weapon_seized = Weapon taken
measure-weapon_returned = Weapon returned

## Contact

channel-call = Phone call
channel-sms = Text message
channel-messenger = Messenger
channel-email = E-mail
channel-in_person = In person
channel-letter = Letter
channel-through_person = Through another person

contact-outcome-reached = Reached
contact-outcome-no_answer = No answer
contact-outcome-wrong_number = Wrong number
contact-outcome-declined = Declined contact
contact-outcome-not_safe = Not safe to talk

## What a case shows and what is done with it

item-level = Risk level
item-order = Order in force
item-duty = Duty
item-disclosure = Disclosure
item-alert = Alert
item-proposal = Proposal
item-contradiction = Contradiction

act-sign_in = Sign-in
act-search = Search
act-read = Read
act-write = Entry
act-correct = Correction
act-disclose = Disclosure
act-print = Print
act-export = Export
act-unseal = Opening of a sealed item
act-break_glass = Emergency access
act-denied = Access denied
act-erase = Erasure
