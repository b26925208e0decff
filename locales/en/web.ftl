### What the pages say. Words of law come from the packs, shared words from core.ftl.

## Around every page

app-name = Abri
skip-to-content = Skip to content
nav-label = Main
nav-work = Work list
nav-look-up = Look up a person
nav-report = New report
nav-cases = Cases
nav-notices = Notices to the school
nav-offenders = Programme files
nav-sharing = Sharing log
nav-escalations = Escalations
nav-audit = Audit log
nav-about = About Abri
settings = Menu
settings-language = Language
settings-theme = Appearance
theme-auto = As the device
theme-light = Light
theme-dark = Dark
sign-out = Sign out
demo-banner = Demonstration: every person and every case here is invented.
demo-banner-more = What this means
foot-unverified = Rules marked “not verified” have not been checked against the official text of the law. Check before you rely on them.
foot-print = Confidential. On paper no lock protects these words: keep the sheet with you and destroy it after use.
on-this-page = On this page
cancel = Cancel
open-case = Open the case
pager = Pages
pager-previous = Previous page
pager-next = Next page
why = Why:

## Forms

field-must = must be answered
field-choose = Choose
field-error-prefix = Error:
errors-title = Check these answers
errors-kept = Nothing you typed is lost.

## States, deadlines, law

urgency-overdue = Overdue
urgency-today = Due today
urgency-week = Due within 7 days
urgency-later = Due later
urgency-open = No deadline
urgency-closed = Closed
due-by = until
due-passed = the deadline has passed
due-without-delay = without delay; local target
basis-unverified = not verified
basis-practice = practice, not law

## Signing in

sign-in-title = Sign in
sign-in-lead = For people who work with domestic violence cases.
sign-in-user = User name
sign-in-password = Password
sign-in-button = Sign in
sign-in-help = No account or a lost password? Ask the administrator of your agency.
personas-title = Try it as one of these people
personas-lead = Choose a person. You will see exactly what that role may see, and nothing else.

## Work list

work-title = Work list
work-list = What waits for you
work-filters = Show
work-all = All
work-overdue = Overdue
work-today = Due today
work-week = Next 7 days
work-alerts = Alerts
work-told = Told to you
work-new = new
work-empty = Nothing waits for you here
work-empty-lead = Everything under this heading is done. New duties appear as soon as a report, an order or a deadline brings them about.
work-told-empty = Nobody has told you anything yet
work-told-empty-lead = What other agencies share with you appears here, with the reason and the legal basis.
told-by = From { $who }
kind-duty = Duty
kind-alert = Alert
kind-proposal = Proposal

## Looking a person up

look-up-title = Look up a person
look-up-lead = Spelling and alphabet do not matter. Write what you know and leave the rest empty.
look-up-family = Family name
look-up-family-hint = As you heard it; Cyrillic or Latin letters.
look-up-given = Given name
look-up-patronymic = Patronymic
look-up-birth = Date of birth
look-up-birth-hint = Day, month, year, such as 28.01.1990. The year alone is enough.
look-up-place = Town or district
look-up-purpose = Why are you looking?
look-up-purpose-hint = A few words, such as “call to a flat, Lesnaya street”.
look-up-logged = Every search is recorded with your name and the reason.
look-up-button = Search
found-title = Who it may be
found-none = Nobody found
found-none-lead = This does not mean that nothing happened: it may not have been recorded, or not under this name.
found-no-name = Name not shown to you
found-other = { PLURAL($n) ->
    [one] { $n } case in which you have no role.
   *[other] { $n } cases in which you have no role.
}
found-other-level = Highest level:
found-use = It is this person
found-more = { PLURAL($n) ->
    [one] { $n } more person is less likely. Add the date of birth to narrow the search.
   *[other] { $n } more people are less likely. Add the date of birth to narrow the search.
}

## What is known from before

history-title = Been here before?
history-none = Nothing is recorded about these two people.
history-incidents = Incidents before
history-last = Last one
history-breaches = Breaches of orders
history-others = Other victims of the same person
history-level = Last level

## Report from the scene

report-title = Report from the scene
report-lead = Answer what you can, in any order. “Not known” is an honest answer.
report-sections = Sections of the report
report-save = Save
report-send = Send report
rail-wrong = needs attention
rail-begun = begun
save-not-yet = Not saved yet
save-saving = Saving…
save-saved = Saved
save-kept-until = Until it is sent, what you type is kept for you alone: until
save-unsaved = Not saved yet: trying again
save-offline = No connection. Keep this page open; it will be saved when the connection returns.
save-expired = You have been signed out. What you typed is still on this page.
save-sign-in = Sign in again in a new tab

report-who-title = Who is involved
report-who-short = People
report-who-lead = Look them up before you ask anything: the history tells you how dangerous it is.
report-safe-title = Safe to talk
report-safe-short = Safety
report-safe-lead = Speak to each person alone, out of sight and hearing of the other.
report-events-title = What happened
report-events-short = Events
report-events-lead = What was done and who did it are two questions.
report-danger-title = Strangulation, weapons, injuries
report-danger-short = Danger
report-danger-lead = These three tell most about danger to life. Ask about each.
report-children-title = Children
report-children-short = Children
report-children-lead = Each child is a person with a record of their own.
report-substances-title = Alcohol and drugs
report-substances-short = Substances
report-substances-lead = They explain nothing away. They help to plan the next hours.
report-own-title = How the victim sees the danger
report-own-short = Own view
report-own-lead = Her or his own view can raise the level by itself.
report-screening-title = Screening
report-screening-short = Screening
report-screening-lead = Read each question as it stands. Every question may be refused.
report-measures-title = Measures
report-measures-short = Measures
report-measures-lead = Choose the order and each of its conditions, or say why there is none.
report-aggressor-title = Who is the main aggressor
report-aggressor-short = Aggressor
report-aggressor-lead = Look at the whole history, at fear and control, not only at who struck last.
report-sharing-title = Who may know
report-sharing-short = Sharing
report-sharing-lead = Help never depends on consent.
report-contact-title = Safe contact
report-contact-short = Contact
report-contact-lead = How to reach the victim without the other person knowing.

report-victim = Person who was harmed
report-perpetrator = Person reported as the aggressor
report-look-up = Been here before? Look up both
report-sex = Sex
report-phone = Phone
report-phone-perpetrator-hint = Never write the victim’s number here.
report-safe-to-talk = Can this person talk to you alone and safely?
report-safe-to-talk-hint = If not, ask only what cannot wait and agree on another time and place.
report-interpreter = Is an interpreter needed?
report-interpreter-language = Language
report-interpreter-name = Who interprets
report-interpreter-hint = Never the aggressor, a relative or a child.
report-acts = What was done
report-acts-hint = Ask in this order; the gravest comes first.
report-relationship = What the aggressor is to the victim
report-relationship-hint = As of the day it happened.
report-when = When
report-when-precision = How exactly is it known?
report-when-date = Date
report-when-date-hint = Such as 24.11.2026, 11.2026 or 2026: as much as is known.
report-when-time = Time
report-place-kind = Kind of place
place-kind-home = Home
place-kind-street = Street
place-kind-work = Work
place-kind-other = Elsewhere
place-kind-unknown = Not known
report-place = Where
report-place-hint = Never the address of a shelter or of a new home: these have a sealed place of their own.
report-narrative = What happened, in your words and theirs
report-narrative-hint = Quote what people said. Write what you saw and heard.
report-strangulation-title = Strangulation
report-strangulation = Did anyone grip, press or block the throat or neck?
report-strangulation-hint = Ask in plain words: “Did he put his hands or anything else around your neck?”
report-strangulation-signs = Signs, seen or told
report-strangulation-warning = Strangulation can kill hours or days later, even without marks. Offer a medical examination now.
strangulation-sign-voice = Hoarse or lost voice
strangulation-sign-swallowing = Pain when swallowing
strangulation-sign-breathing = Trouble breathing
strangulation-sign-marks = Marks on the neck
strangulation-sign-eyes = Red spots in the eyes or on the face
strangulation-sign-fainted = Fainted or cannot remember
strangulation-sign-wet = Lost urine or stool
strangulation-sign-vision = Changed sight or hearing
strangulation-sign-none_seen = No signs seen
report-weapons = Weapons
report-weapon-used = Was a weapon or an object used or shown?
report-weapon-access = Can the aggressor get hold of a weapon?
report-weapon-kind = What kind, and where it is
report-injuries = Injuries
report-injury = Is anyone injured?
report-injury-text = Who, where on the body, what is seen
report-medical-care = Medical help
medical-care-called = Called
medical-care-offered = Offered
medical-care-refused = Refused
medical-care-not_needed = Not needed
report-pregnant = Is the victim pregnant?
report-children = Is any child in the home or attached to it?
report-children-hint = Also a child who was asleep, next door, or lives elsewhere and visits.
report-child = Child { $n }
report-child-name = Name
report-child-birth = Date of birth
report-child-present = Was the child there?
report-child-present-hint = Seeing, hearing and being near all count.
report-child-words = What the child said
report-child-words-hint = In the child’s own words. Do not question the child.
report-child-school = School or kindergarten
report-add-child = Add another child
report-alcohol = Had the aggressor been drinking?
report-drugs = Had the aggressor taken drugs?
report-substances-text = What you saw
report-own-estimate = What does the victim think will happen?
report-own-estimate-hint = “What do you think this person is able to do to you?”
own-estimate-killed = I could be killed
own-estimate-gravely_hurt = I could be gravely hurt
own-estimate-hurt = I could be hurt again
own-estimate-no_danger = I am not in danger
own-estimate-unknown = Does not know
own-estimate-refused = Does not want to say
report-own-words = In the victim’s words
report-screening-none = Your country’s rules give no screening for this situation.
report-order = Order
report-no-order = No order
report-no-order-hint = Say below why.
report-conditions = Conditions of: { $order }
report-conditions-hint = Each stands for itself and can be broken by itself.
report-no-order-reason = Why there is no order
report-other-measures = Other measures
report-aggressor = Main aggressor
report-aggressor-hint = You need not decide today. It can be corrected later, and everyone who was told will be told again.
aggressor-as_reported = The person reported as the aggressor
aggressor-the_other = The other person
aggressor-undetermined = Not yet determined
report-aggressor-reason = What this rests on
report-consent = Does the victim agree that other services are told?
report-consent-hint = Explain who would be told what, and that help does not depend on it.
report-consent-limits = Limits
report-consent-limits-hint = Whom not to tell, what not to tell, until when.
report-basis = Without consent: the basis
report-basis-hint = Only if the victim does not agree or could not be asked.
report-basis-reason = What this rests on

## Safe contact

contact-title = Safe contact
contact-channel = How
contact-value = Number or address
contact-hours = When
contact-hours-hint = Such as “weekdays, 10 to 14, when he is at work”.
contact-name = What the caller should be called
contact-name-hint = A name or pretext that raises no suspicion.
contact-name-short = Say you are
contact-language = Language
contact-voicemail = May a message be left?
contact-voicemail-short = Message
contact-code = Code word
contact-code-hint = Word that shows it is really the victim, or that it is not safe now.
contact-code-short = Code word
contact-pick-up = Who else may pick up
contact-pick-up-short = Others who pick up
contact-never = What must never be done
contact-never-short = Never:
contact-change = Change
contact-missing = Nobody has asked yet how to reach the victim safely.
contact-missing-lead = Do not call, write or visit before you know.
contact-record = Record the safe contact
contact-not-yours = Contact with the victim is not part of your role.
contact-not-yours-lead = Speak to the victim’s support worker.

## Level

level-title = Level of danger
level-why = What this rests on
level-reassess = Assess again:
level-unknowns = { PLURAL($n) ->
    [one] { $n } answer not known
   *[other] { $n } answers not known
}
level-aid = The level is an aid, not a verdict. Raise it at once if you know more; lowering it takes a reason and a second person.
level-assess = Assess again now
level-provisional = provisional: too much is unknown

## What follows

result-title = What follows at once
result-lead = The report is recorded. This is what everyone owes from now on.
result-order-until = In force until
result-counted = How this was counted
result-say = Say this now
result-owed = Who owes what
result-told = Who was told what, and why

## Case

case-title = Case { $number }
case-duties = What is owed
case-duties-none = Nothing is owed in this case right now.
case-orders = Orders
case-orders-none = No order has been recorded.
case-course = Course
case-course-table = Show the course as a table
case-chronicle = Chronicle
case-sealed = { PLURAL($n) ->
    [one] { $n } fact is sealed and not shared with you.
   *[other] { $n } facts are sealed and not shared with you.
}
case-sharing = Sharing log
case-record = Record what happened next
case-parties = People
markers-title = Danger to life
conflicts-title = This cannot stay as it is
key-incident = incident
key-breach = breach
key-contact = contact
key-assessment = assessment
col-when = When
col-lane = Kind
col-what = What
order-served = Served
order-ends = Ends
order-basis = Rests on
order-conditions = Conditions
order-breach = Record a breach
fact-corrected = corrected
fact-recorded = Recorded by
fact-correct = Correct
fact-follows = What follows when you record this

## Sharing

sharing-lead = Sharing is an act: each entry says who was told what, for which purpose and on which basis.
sharing-none = Nothing has been shared yet.
sharing-all = Whole sharing log
sharing-share = Share something
sharing-purpose = Purpose
sharing-why = Why it was lawful
sharing-basis = Rule
sharing-by = How it was told
sharing-seen = Seen
sharing-not-seen = not seen yet

## Duties and corrections

duty-done-title = Say that it is done
duty-done-lead = Say what was done, so that somebody who was not there can understand it.
duty-done-when = When it was done
duty-done-when-hint = Leave empty for now.
duty-done-evidence = What was done
duty-done-evidence-hint = Who did what, and where the paper is. No address that must stay secret.
duty-done-button = It is done
duty-waive-title = Say why it will not be done
duty-waive-lead = The reason stays in the chronicle and is shown to the head of the unit.
duty-waive-reason = Reason
duty-waive-reason-hint = Why this duty does not apply here, or what was done in its place.
duty-waive-button = Waive the duty
correct-title = Correct a fact
correct-lead = Nothing is overwritten. The earlier words stay visible, struck through, with your correction beside them.
correct-original = As it stands
correct-new = As it should be
correct-recipients = These were told the earlier words and will be told the correction
correct-button = Record the correction
correct-reason = Why it is corrected

## School

notice-title = Notice to the school
notice-lead = For you as the responsible adult, and for nobody else.
notice-child = Child
notice-birth = Date of birth
notice-when = When it happened
notice-where = Where
notice-present = Was the child there?
notice-words = The child’s words
notice-words-none = None recorded
notice-police = Police
notice-sent = Sent
notice-acknowledge = I have read it and will look after the child
notice-do-title = Today
notice-do-1 = Meet the child with calm and patience. Ask nothing about it; listen if the child speaks.
notice-do-2 = Tell other staff only what they need to be kind to the child, not why.
notice-do-3 = If you see a new danger, report it at once.
notices-empty = No notices
notices-empty-lead = When the police meet a pupil of your school at an incident, you are told before the next school day.

## Programme

offender-title = Programme file { $number }
offender-plane = This file shows the participant’s side only. Nothing here says where the victim is. Never pass on what you hear about the victim.
offender-hours = Hours
offender-hours-unit = hours done
offender-support = Support worker of the partner
offender-support-lead = Is told when the programme begins, when sessions are missed and when it ends.
offender-support-missing = No support worker is linked. The programme cannot begin.
offender-reach = How the participant is reached
offender-orders = Orders that bind the participant
offender-sessions = Sessions
offender-sessions-none = No session has been recorded.

## Lists

cases-empty = No cases here
cases-empty-lead = Your unit has no role in a case under this heading.
col-case = Case
col-level = Level
col-next = Next
col-last = Last
col-place = No.
col-who = Who
col-act = Act
col-on = Record
col-why = Why
escalations-lead = What nobody did in time: who owes it, for whom, and how dangerous it is. Speak to the unit that holds it.
escalations-empty = Nothing has climbed to you
escalations-empty-lead = Everything your unit owes is done or still within its time.
escalations-by-unit = Overdue by unit
escalations-climbed = Escalated
escalations-holder = Owed by
audit-lead = Every read, every change and every refusal. Entries cannot be removed or altered unnoticed.

## When a page cannot be shown

problem-forbidden = You may not open this
problem-forbidden-lead = Your role has no part in this, or the matter was not shared with you. The attempt has been recorded.
problem-not-found = There is nothing here
problem-not-found-lead = The address may be mistyped, or the page is not meant for your role.
problem-conflict = Somebody was faster
problem-conflict-lead = The record changed while you were writing. Look at the new state and send again if it is still right.
problem-too-many = Too many attempts
problem-too-many-lead = Wait a few minutes and try again. If somebody is in danger, call the emergency number now.
problem-fault = Something broke
problem-fault-lead = It is not your fault. Try again in a minute. If somebody is in danger, do not wait for this program: pick up the phone.
problem-away = One moment
problem-away-lead = The program is starting or its data is out of reach. Try again in a minute.
problem-session = You have been signed out
problem-session-lead = For safety, a session ends after a time without use. Sign in and go on where you were.
problem-bad-form = This form is too old
problem-bad-form-lead = It was opened before you signed in, or from elsewhere. Open the page again and send it from there.
problem-kept = What you typed has been kept. After signing in you will see it again before anything is sent.
problem-resume = Sign in and go on
problem-next = What you can do
problem-reference = Number for the administrator:

## About

about-title = About Abri
about-lead = Abri means shelter. It helps police, health, social services, schools, shelters, courts and programmes to work on one case of domestic violence together.
about-demo-title = This is a demonstration
about-demo-1 = Every person, unit and case here is invented. Names are chosen so that nobody can be meant.
about-demo-2 = Do not enter anything about real people. What you enter may be wiped at any time.
about-how-title = How it works
about-how-1 = What happened is recorded once and never overwritten; corrections stand beside the first words.
about-how-2 = From the facts and the rules of the country, Abri works out who owes what to whom, and until when. It always says why.
about-how-3 = Nobody sees more than the role allows. Each act of sharing names its recipient, purpose and basis.
about-how-4 = Every read and every change is recorded in a log that cannot be altered unnoticed.
about-law-title = The law
about-law = Rules come from packs, one for each country. Rules marked “not verified” have not been checked against the official text by a lawyer of that country.
about-danger-title = If you are in danger yourself
about-danger = This program is not an emergency service. Call the emergency number of your country from a phone nobody else checks.

# The report, continued
report-chosen = Chosen: { $name }
report-not-this-person = Not this person
report-same-person = You typed other data after choosing { $name }. Is it this person?
report-same-pair = This pair may be known: { $pair }. Is it them?
report-children-unknown = Details of the children
report-children-unknown-yes = There are children; details are not known yet
report-child-school-hint = Choose or write it as it is called. In this district: { $schools }
report-child-school-hint-none = Write it as it is called.
report-order-always = Always part of it: { $list }
report-consent-not = Whom she does not want told
report-consent-not-hint = Who is ticked here is not told.
report-basis-none = No such basis
report-basis-shares = In serious danger the rules share by themselves, where the facts say so: { $list }. To others nothing is told against her will.
report-basis-shares-nothing = The rules here share nothing by themselves in serious danger. What you write is kept with the report.
found-nothing-typed = write a name to look for
save-apart = This report was changed or sent elsewhere. What you type here is kept beside it.
save-apart-link = Show both
other-title = There are two texts of this report
other-lead = It was changed on another page after this one was opened. Nothing is lost: this text is kept here, the other one there. Go on with one and throw the other away. The other, kept:
other-here = Here:
other-there = There:
other-sent-title = This is not sent
other-sent-lead = The report at this address had been recorded already. What you typed since then is kept here as a new report; it is not part of the case:
unfinished-title = Reports you have not sent
unfinished-nobody = Nobody named yet
unfinished-resume = Go on with it
unfinished-discard = Throw away
unfinished-sure = It cannot be brought back. It was never sent, and nobody else has read it.
unfinished-discard-now = Throw it away
