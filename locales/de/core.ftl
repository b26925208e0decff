### Wörter und Wendungen der ganzen Oberfläche. Vorbereitet, noch nicht angeboten.
###
### Die Form der Zahl wählt PLURAL($n).

## Zeit

relative-now = gerade eben
relative-in-minutes = { PLURAL($n) ->
    [one] in { $n } Minute
   *[other] in { $n } Minuten
}
relative-ago-minutes = { PLURAL($n) ->
    [one] vor { $n } Minute
   *[other] vor { $n } Minuten
}
relative-in-hours = { PLURAL($n) ->
    [one] in { $n } Stunde
   *[other] in { $n } Stunden
}
relative-ago-hours = { PLURAL($n) ->
    [one] vor { $n } Stunde
   *[other] vor { $n } Stunden
}
relative-tomorrow = morgen
relative-yesterday = gestern
relative-in-days = { PLURAL($n) ->
    [one] in { $n } Tag
   *[other] in { $n } Tagen
}
relative-ago-days = { PLURAL($n) ->
    [one] vor { $n } Tag
   *[other] vor { $n } Tagen
}
relative-in-months = { PLURAL($n) ->
    [one] in { $n } Monat
   *[other] in { $n } Monaten
}
relative-ago-months = { PLURAL($n) ->
    [one] vor { $n } Monat
   *[other] vor { $n } Monaten
}
relative-in-years = { PLURAL($n) ->
    [one] in { $n } Jahr
   *[other] in { $n } Jahren
}
relative-ago-years = { PLURAL($n) ->
    [one] vor { $n } Jahr
   *[other] vor { $n } Jahren
}

deadline-now = jetzt fällig
deadline-just-passed = soeben überfällig
deadline-left-minutes = { PLURAL($n) ->
    [one] noch { $n } Minute
   *[other] noch { $n } Minuten
}
deadline-overdue-minutes = { PLURAL($n) ->
    [one] seit { $n } Minute überfällig
   *[other] seit { $n } Minuten überfällig
}
deadline-left-hours = { PLURAL($n) ->
    [one] noch { $n } Stunde
   *[other] noch { $n } Stunden
}
deadline-overdue-hours = { PLURAL($n) ->
    [one] seit { $n } Stunde überfällig
   *[other] seit { $n } Stunden überfällig
}
deadline-left-days = { PLURAL($n) ->
    [one] noch { $n } Tag
   *[other] noch { $n } Tage
}
deadline-overdue-days = { PLURAL($n) ->
    [one] seit { $n } Tag überfällig
   *[other] seit { $n } Tagen überfällig
}

duration-minutes = { PLURAL($n) ->
    [one] { $n } Minute
   *[other] { $n } Minuten
}
duration-hours = { PLURAL($n) ->
    [one] { $n } Stunde
   *[other] { $n } Stunden
}
duration-days = { PLURAL($n) ->
    [one] { $n } Tag
   *[other] { $n } Tage
}
duration-short-minutes = { $n } Min.
duration-short-hours = { $n } Std.
duration-short-days = { $n } T.

## Zeitpunkte und wie genau sie bekannt sind

precision-minute = Auf die Minute
precision-day = Auf den Tag
precision-month = Auf den Monat
precision-year = Auf das Jahr
precision-unknown = Nicht bekannt

moment-unknown = Datum unbekannt

when-minute = am { $moment }
when-day = am { $moment }
when-year = { $moment }
when-unknown = an einem unbekannten Tag
when-month-1 = im Januar { $year }
when-month-2 = im Februar { $year }
when-month-3 = im März { $year }
when-month-4 = im April { $year }
when-month-5 = im Mai { $year }
when-month-6 = im Juni { $year }
when-month-7 = im Juli { $year }
when-month-8 = im August { $year }
when-month-9 = im September { $year }
when-month-10 = im Oktober { $year }
when-month-11 = im November { $year }
when-month-12 = im Dezember { $year }

## Zahlen

percent = { $n } %

count-cases = { PLURAL($n) ->
    [one] { $n } Fall
   *[other] { $n } Fälle
}
count-incidents = { PLURAL($n) ->
    [one] { $n } Vorfall
   *[other] { $n } Vorfälle
}
count-duties = { PLURAL($n) ->
    [one] { $n } Pflicht
   *[other] { $n } Pflichten
}
count-alerts = { PLURAL($n) ->
    [one] { $n } Warnung
   *[other] { $n } Warnungen
}
count-orders = { PLURAL($n) ->
    [one] { $n } Anordnung
   *[other] { $n } Anordnungen
}
count-breaches = { PLURAL($n) ->
    [one] { $n } Verstoß
   *[other] { $n } Verstöße
}
count-children = { PLURAL($n) ->
    [one] { $n } Kind
   *[other] { $n } Kinder
}
count-actions = { PLURAL($n) ->
    [one] { $n } Maßnahme
   *[other] { $n } Maßnahmen
}
count-people = { PLURAL($n) ->
    [one] { $n } Person
   *[other] { $n } Personen
}
count-agencies = { PLURAL($n) ->
    [one] { $n } Stelle
   *[other] { $n } Stellen
}
count-documents = { PLURAL($n) ->
    [one] { $n } Dokument
   *[other] { $n } Dokumente
}
count-years = { PLURAL($n) ->
    [one] { $n } Jahr
   *[other] { $n } Jahre
}
count-months = { PLURAL($n) ->
    [one] { $n } Monat
   *[other] { $n } Monate
}

## Bereiche, Ebenen, Personen

sector-police = Polizei
sector-health = Gesundheit
sector-social = Soziale Dienste
sector-education = Bildung
sector-ngo = Vereine und Frauenhäuser
sector-justice = Justiz
sector-prosecution = Staatsanwaltschaft
sector-court = Gericht
sector-prison = Strafvollzug und Bewährungshilfe
sector-programme = Täterarbeit
sector-coordination = Koordination
sector-ministry = Ministerium
sector-system = Das System selbst

plane-victim = Opfer
plane-perpetrator = Gefährder
plane-joint = Gemeinsamer Plan
plane-child = Kind

party-victim = Opfer
party-perpetrator = Gefährder
party-child = Kind
party-witness = Zeuge oder Zeugin
party-relative = Angehörige
party-other = Andere Person

role-patrol = Streifendienst
role-district = Bezirksdienst
role-dv_unit = Fachkraft für häusliche Gewalt
role-investigator = Ermittlungsdienst
role-advocate = Opferschutzberatung
role-shelter = Mitarbeit im Frauenhaus
role-hotline = Beratung am Hilfetelefon
role-doctor = Arzt oder Ärztin
role-nurse = Pflegekraft
role-forensic = Gerichtsmedizin
role-psychologist = Psychologischer Dienst
role-social_worker = Sozialarbeit
role-child_protection = Kinderschutz
role-key_adult = Kinderschutzbeauftragte der Schule
role-prosecutor = Staatsanwaltschaft
role-judge = Richter oder Richterin
role-court_clerk = Geschäftsstelle des Gerichts
role-prison = Justizvollzug
role-probation = Bewährungshilfe
role-programme = Täterberatung
role-coordinator = Koordination der Fallkonferenz
role-chair = Vorsitz der Fallkonferenz
role-head = Leitung der Dienststelle
role-ministry = Ministerium
role-statistics = Statistik
role-reviewer = Mitglied der Todesfallanalyse
role-auditor = Revision
role-data_protection = Datenschutzbeauftragte
role-administrator = Administration

sex-female = Weiblich
sex-male = Männlich
sex-unknown = Nicht bekannt

relationship-spouse = Ehepartner oder Ehepartnerin
relationship-former_spouse = Früherer Ehepartner oder frühere Ehepartnerin
relationship-partner = Partner oder Partnerin
relationship-former_partner = Früherer Partner oder frühere Partnerin
relationship-parent = Vater oder Mutter
relationship-step_parent = Stiefvater oder Stiefmutter
relationship-child = Sohn oder Tochter
relationship-sibling = Bruder oder Schwester
relationship-grandparent = Großvater oder Großmutter
relationship-grandchild = Enkel oder Enkelin
relationship-in_law = Verschwägert
relationship-guardian = Vormund
relationship-other_relative = Andere Verwandte
relationship-household = Im selben Haushalt
relationship-carer = Pflegeperson
relationship-none = Nicht verwandt
relationship-unknown = Nicht bekannt

## Gewalt

violence-physical = Körperliche Gewalt
violence-sexual = Sexuelle Gewalt
violence-psychological = Psychische Gewalt
violence-economic = Wirtschaftliche Gewalt
violence-stalking = Stalking
violence-neglect = Vernachlässigung

gbv-type-rape = Vergewaltigung
gbv-type-sexual_assault = Sexueller Übergriff
gbv-type-physical_assault = Körperlicher Angriff
gbv-type-forced_marriage = Zwangsheirat
gbv-type-denial_of_resources = Vorenthalten von Mitteln, Chancen oder Diensten
gbv-type-psychological_abuse = Psychische oder emotionale Gewalt

## Antworten und Risiko

answer-yes = Ja
answer-no = Nein
answer-unknown = Nicht bekannt
answer-refused = Antwort verweigert
answer-not_asked = Nicht gefragt
answer-not_applicable = Trifft nicht zu

level-low = Niedrig
level-medium = Mittel
level-high = Hoch
level-extreme = Extrem
level-supervised = Unter Beobachtung
level-unassessed = Nicht bewertet

## Zustände

order-state-applied = Beantragt
order-state-refused = Abgelehnt
order-state-issued = Erlassen
order-state-announced = Ausgesprochen
order-state-served = Zugestellt
order-state-in_effect = In Kraft
order-state-breached = Missachtet
order-state-carried_out = Vollzogen
order-state-ended = Abgelaufen
order-state-lifted = Aufgehoben

duty-state-open = Offen
duty-state-overdue = Überfällig
duty-state-done = Erledigt
duty-state-waived = Erlassen
duty-state-cancelled = Aufgehoben

alert-state-new = Neu
alert-state-acknowledged = Bestätigt
alert-state-escalated = Weitergeleitet
alert-state-closed = Geschlossen

case-state-open = Offen
case-state-supervised = Unter Beobachtung
case-state-closed = Geschlossen
case-state-reopened = Wieder geöffnet

referral-state-sent = Gesendet
referral-state-seen = Gesehen
referral-state-accepted = Angenommen
referral-state-declined = Abgelehnt
referral-state-first_contact = Erstkontakt erfolgt
referral-state-ended = Beendet

conference-state-referred = Vorgeschlagen
conference-state-scheduled = Angesetzt
conference-state-held = Durchgeführt
conference-state-cancelled = Abgesagt

action-state-agreed = Vereinbart
action-state-done = Erledigt
action-state-overdue = Überfällig
action-state-dropped = Fallengelassen

programme-state-contacted = Kontaktiert
programme-state-enrolled = Aufgenommen
programme-state-attending = Nimmt teil
programme-state-missed = Versäumt
programme-state-completed = Abgeschlossen
programme-state-left = Ausgeschieden

consent-state-given = Erteilt
consent-state-refused = Verweigert
consent-state-withdrawn = Widerrufen
consent-state-not_asked = Nicht erfragt

basis-consent = Einwilligung
basis-serious_threat = Ernste Gefahr
basis-child = Schutz eines Kindes
basis-law = Gesetzliche Pflicht
basis-court = Anordnung eines Gerichts

rule-status-verified = Geprüft
rule-status-unverified = Nicht geprüft

## Maßnahmen

measure-talk = Präventives Gespräch
measure-warning = Förmliche Verwarnung
measure-register_entry = Aufnahme in das Präventionsregister
measure-register_exit = Löschung aus dem Präventionsregister
measure-detention = Festnahme
measure-release = Entlassung
measure-charge = Anklage
measure-sentence = Urteil
measure-weapon_seized = Waffe sichergestellt
measure-weapon_returned = Waffe zurückgegeben

## Kontakt

channel-call = Anruf
channel-sms = SMS
channel-messenger = Messenger
channel-email = E-Mail
channel-in_person = Persönlich
channel-letter = Brief
channel-through_person = Über eine andere Person

contact-outcome-reached = Erreicht
contact-outcome-no_answer = Keine Antwort
contact-outcome-wrong_number = Falsche Nummer
contact-outcome-declined = Kontakt abgelehnt
contact-outcome-not_safe = Gespräch nicht sicher

## Was der Fall zeigt und was mit ihm geschieht

item-level = Risikostufe
item-order = Schutzanordnung
item-duty = Pflicht
item-disclosure = Weitergabe
item-alert = Warnung
item-proposal = Vorschlag
item-contradiction = Widerspruch

act-sign_in = Anmeldung
act-search = Suche
act-read = Einsicht
act-write = Eintrag
act-correct = Berichtigung
act-disclose = Weitergabe
act-print = Druck
act-export = Ausgabe
act-unseal = Öffnen einer versiegelten Angabe
act-break_glass = Notzugriff
act-denied = Zugriff verweigert
act-erase = Löschung
