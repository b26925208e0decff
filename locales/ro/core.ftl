### Cuvinte și expresii comune întregii interfețe. Pregătit, încă neoferit oamenilor.
###
### Forma numărului o alege PLURAL($n): 105 cere forma few, iar de la 20 numărul cere „de”.

## Timp

relative-now = chiar acum
relative-in-minutes = { PLURAL($n) ->
    [one] peste { $n } minut
    [few] peste { $n } minute
   *[other] peste { $n } de minute
}
relative-ago-minutes = { PLURAL($n) ->
    [one] acum { $n } minut
    [few] acum { $n } minute
   *[other] acum { $n } de minute
}
relative-in-hours = { PLURAL($n) ->
    [one] peste { $n } oră
    [few] peste { $n } ore
   *[other] peste { $n } de ore
}
relative-ago-hours = { PLURAL($n) ->
    [one] acum { $n } oră
    [few] acum { $n } ore
   *[other] acum { $n } de ore
}
relative-tomorrow = mâine
relative-yesterday = ieri
relative-in-days = { PLURAL($n) ->
    [one] peste { $n } zi
    [few] peste { $n } zile
   *[other] peste { $n } de zile
}
relative-ago-days = { PLURAL($n) ->
    [one] acum { $n } zi
    [few] acum { $n } zile
   *[other] acum { $n } de zile
}
relative-in-months = { PLURAL($n) ->
    [one] peste { $n } lună
    [few] peste { $n } luni
   *[other] peste { $n } de luni
}
relative-ago-months = { PLURAL($n) ->
    [one] acum { $n } lună
    [few] acum { $n } luni
   *[other] acum { $n } de luni
}
relative-in-years = { PLURAL($n) ->
    [one] peste { $n } an
    [few] peste { $n } ani
   *[other] peste { $n } de ani
}
relative-ago-years = { PLURAL($n) ->
    [one] acum { $n } an
    [few] acum { $n } ani
   *[other] acum { $n } de ani
}

deadline-now = termenul a sosit
deadline-just-passed = termenul tocmai a expirat
deadline-left-minutes = { PLURAL($n) ->
    [one] a rămas { $n } minut
    [few] au rămas { $n } minute
   *[other] au rămas { $n } de minute
}
deadline-overdue-minutes = { PLURAL($n) ->
    [one] întârziere de { $n } minut
    [few] întârziere de { $n } minute
   *[other] întârziere de { $n } de minute
}
deadline-left-hours = { PLURAL($n) ->
    [one] a rămas { $n } oră
    [few] au rămas { $n } ore
   *[other] au rămas { $n } de ore
}
deadline-overdue-hours = { PLURAL($n) ->
    [one] întârziere de { $n } oră
    [few] întârziere de { $n } ore
   *[other] întârziere de { $n } de ore
}
deadline-left-days = { PLURAL($n) ->
    [one] a rămas { $n } zi
    [few] au rămas { $n } zile
   *[other] au rămas { $n } de zile
}
deadline-overdue-days = { PLURAL($n) ->
    [one] întârziere de { $n } zi
    [few] întârziere de { $n } zile
   *[other] întârziere de { $n } de zile
}

duration-minutes = { PLURAL($n) ->
    [one] { $n } minut
    [few] { $n } minute
   *[other] { $n } de minute
}
duration-hours = { PLURAL($n) ->
    [one] { $n } oră
    [few] { $n } ore
   *[other] { $n } de ore
}
duration-days = { PLURAL($n) ->
    [one] { $n } zi
    [few] { $n } zile
   *[other] { $n } de zile
}
duration-short-minutes = { $n } min
duration-short-hours = { $n } h
duration-short-days = { $n } z

## Momente și precizia cu care sunt cunoscute

precision-minute = Cu precizie de minut
precision-day = Cu precizie de zi
precision-month = Cu precizie de lună
precision-year = Cu precizie de an
precision-unknown = Necunoscut

moment-unknown = dată necunoscută

when-minute = pe { $moment }
when-day = pe { $moment }
when-year = în { $moment }
when-unknown = la o dată necunoscută
when-month-1 = în ianuarie { $year }
when-month-2 = în februarie { $year }
when-month-3 = în martie { $year }
when-month-4 = în aprilie { $year }
when-month-5 = în mai { $year }
when-month-6 = în iunie { $year }
when-month-7 = în iulie { $year }
when-month-8 = în august { $year }
when-month-9 = în septembrie { $year }
when-month-10 = în octombrie { $year }
when-month-11 = în noiembrie { $year }
when-month-12 = în decembrie { $year }

## Numere

percent = { $n } %

count-cases = { PLURAL($n) ->
    [one] { $n } caz
    [few] { $n } cazuri
   *[other] { $n } de cazuri
}
count-incidents = { PLURAL($n) ->
    [one] { $n } incident
    [few] { $n } incidente
   *[other] { $n } de incidente
}
count-duties = { PLURAL($n) ->
    [one] { $n } obligație
    [few] { $n } obligații
   *[other] { $n } de obligații
}
count-alerts = { PLURAL($n) ->
    [one] { $n } alertă
    [few] { $n } alerte
   *[other] { $n } de alerte
}
count-orders = { PLURAL($n) ->
    [one] { $n } ordin
    [few] { $n } ordine
   *[other] { $n } de ordine
}
count-breaches = { PLURAL($n) ->
    [one] { $n } încălcare
    [few] { $n } încălcări
   *[other] { $n } de încălcări
}
count-children = { PLURAL($n) ->
    [one] { $n } copil
    [few] { $n } copii
   *[other] { $n } de copii
}
count-actions = { PLURAL($n) ->
    [one] { $n } acțiune
    [few] { $n } acțiuni
   *[other] { $n } de acțiuni
}
count-people = { PLURAL($n) ->
    [one] { $n } persoană
    [few] { $n } persoane
   *[other] { $n } de persoane
}
count-agencies = { PLURAL($n) ->
    [one] { $n } instituție
    [few] { $n } instituții
   *[other] { $n } de instituții
}
count-documents = { PLURAL($n) ->
    [one] { $n } document
    [few] { $n } documente
   *[other] { $n } de documente
}
count-years = { PLURAL($n) ->
    [one] { $n } an
    [few] { $n } ani
   *[other] { $n } de ani
}
count-months = { PLURAL($n) ->
    [one] { $n } lună
    [few] { $n } luni
   *[other] { $n } de luni
}

## Sectoare, planuri, persoane

sector-police = Poliție
sector-health = Sănătate
sector-social = Asistență socială
sector-education = Educație
sector-ngo = Organizații neguvernamentale și adăposturi
sector-justice = Justiție
sector-prosecution = Procuratură
sector-court = Instanță de judecată
sector-prison = Penitenciare și probațiune
sector-programme = Programe pentru agresori
sector-coordination = Coordonare
sector-ministry = Minister
sector-system = Sistemul însuși

plane-victim = Victimă
plane-perpetrator = Agresor
plane-joint = Plan comun
plane-child = Copil

party-victim = Victimă
party-perpetrator = Agresor
party-child = Copil
party-witness = Martor
party-relative = Rudă
party-other = Altă persoană

role-patrol = Ofițer de patrulare
role-district = Ofițer de sector
role-dv_unit = Ofițer pentru violență în familie
role-investigator = Ofițer de urmărire penală
role-advocate = Consilier al victimelor
role-shelter = Lucrător al adăpostului
role-hotline = Consilier la linia de ajutor
role-doctor = Medic
role-nurse = Asistent medical
role-forensic = Medic legist
role-psychologist = Psiholog
role-social_worker = Asistent social
role-child_protection = Specialist în protecția copilului
role-key_adult = Persoană desemnată a școlii
role-prosecutor = Procuror
role-judge = Judecător
role-court_clerk = Grefier
role-prison = Lucrător al penitenciarului
role-probation = Consilier de probațiune
role-programme = Facilitator de program
role-coordinator = Coordonatorul ședinței
role-chair = Președintele ședinței
role-head = Șef de subdiviziune
role-ministry = Reprezentant al ministerului
role-statistics = Specialist în statistică
role-reviewer = Membru al comisiei de analiză a deceselor
role-auditor = Auditor
role-data_protection = Responsabil cu protecția datelor
role-administrator = Administrator

sex-female = Feminin
sex-male = Masculin
sex-unknown = Necunoscut

relationship-spouse = Soț sau soție
relationship-former_spouse = Fost soț sau fostă soție
relationship-partner = Partener sau parteneră
relationship-former_partner = Fost partener sau fostă parteneră
relationship-parent = Tată sau mamă
relationship-step_parent = Tată vitreg sau mamă vitregă
relationship-child = Fiu sau fiică
relationship-sibling = Frate sau soră
relationship-grandparent = Bunic sau bunică
relationship-grandchild = Nepot sau nepoată
relationship-in_law = Rudă prin alianță
relationship-guardian = Tutore sau curator
relationship-other_relative = Altă rudă
relationship-household = Locuiește împreună
relationship-carer = Îngrijitor
relationship-none = Nu este rudă
relationship-unknown = Necunoscut

## Violență

violence-physical = Violență fizică
violence-sexual = Violență sexuală
violence-psychological = Violență psihologică
violence-economic = Violență economică
violence-stalking = Hărțuire prin urmărire
violence-neglect = Neglijare

gbv-type-rape = Viol
gbv-type-sexual_assault = Agresiune sexuală
gbv-type-physical_assault = Agresiune fizică
gbv-type-forced_marriage = Căsătorie forțată
gbv-type-denial_of_resources = Privare de resurse, oportunități sau servicii
gbv-type-psychological_abuse = Abuz psihologic sau emoțional

## Răspunsuri și risc

answer-yes = Da
answer-no = Nu
answer-unknown = Nu se știe
answer-refused = A refuzat să răspundă
answer-not_asked = Nu s-a întrebat
answer-not_applicable = Nu se aplică

level-low = Scăzut
level-medium = Mediu
level-high = Ridicat
level-extreme = Extrem
level-supervised = Sub supraveghere
level-unassessed = Neevaluat

## Stări

order-state-applied = Solicitat
order-state-refused = Respins
order-state-issued = Emis
order-state-announced = Adus la cunoștință
order-state-served = Înmânat
order-state-in_effect = În vigoare
order-state-breached = Încălcat
order-state-carried_out = Executat
order-state-ended = Expirat
order-state-lifted = Revocat

duty-state-open = De îndeplinit
duty-state-overdue = Întârziat
duty-state-done = Îndeplinit
duty-state-waived = Scutit
duty-state-cancelled = Anulat

alert-state-new = Nouă
alert-state-acknowledged = Confirmată
alert-state-escalated = Transmisă superiorilor
alert-state-closed = Închisă

case-state-open = Deschis
case-state-supervised = Sub supraveghere
case-state-closed = Închis
case-state-reopened = Redeschis

referral-state-sent = Trimisă
referral-state-seen = Văzută
referral-state-accepted = Acceptată
referral-state-declined = Refuzată
referral-state-first_contact = Primul contact realizat
referral-state-ended = Încheiată

conference-state-referred = Propus pentru ședință
conference-state-scheduled = Programat
conference-state-held = Examinat
conference-state-cancelled = Anulat

action-state-agreed = Convenită
action-state-done = Realizată
action-state-overdue = Întârziată
action-state-dropped = Abandonată

programme-state-contacted = Contactat
programme-state-enrolled = Înscris
programme-state-attending = Participă
programme-state-missed = Absent
programme-state-completed = Finalizat
programme-state-left = Retras

consent-state-given = Acordat
consent-state-refused = Refuzat
consent-state-withdrawn = Retras
consent-state-not_asked = Nesolicitat

basis-consent = Consimțământ
basis-serious_threat = Pericol grav
basis-child = Protecția copilului
basis-law = Cerință a legii
basis-court = Hotărâre judecătorească

rule-status-verified = Verificat
rule-status-unverified = Neverificat

## Măsuri

measure-talk = Discuție preventivă
measure-warning = Avertisment oficial
measure-register_entry = Luare la evidența preventivă
measure-register_exit = Scoatere de la evidența preventivă
measure-detention = Reținere
measure-release = Eliberare
measure-charge = Punere sub învinuire
measure-sentence = Sentință
measure-weapon_seized = Armă ridicată
measure-weapon_returned = Armă restituită

## Contact

channel-call = Apel telefonic
channel-sms = SMS
channel-messenger = Mesagerie
channel-email = Poștă electronică
channel-in_person = Personal
channel-letter = Scrisoare
channel-through_person = Prin altă persoană

contact-outcome-reached = Contactat
contact-outcome-no_answer = Niciun răspuns
contact-outcome-wrong_number = Număr greșit
contact-outcome-declined = Contact refuzat
contact-outcome-not_safe = Discuția nu este sigură

## Ce arată cazul și ce se face cu el

item-level = Nivel de risc
item-order = Ordin în vigoare
item-duty = Obligație
item-disclosure = Divulgare
item-alert = Alertă
item-proposal = Propunere
item-contradiction = Contradicție

act-sign_in = Autentificare
act-search = Căutare
act-read = Citire
act-write = Scriere
act-correct = Corectare
act-disclose = Divulgare
act-print = Tipărire
act-export = Export
act-unseal = Deschiderea unei date sigilate
act-break_glass = Acces de urgență
act-denied = Acces refuzat
act-erase = Ștergere
