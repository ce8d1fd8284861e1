"""What the simulator answers where neither a fact nor a script says otherwise: the number asked about decides."""

CONVENTIONS = """\
The simulator speaks the HTTP of the outside registries and of the SMS and e-mail gateways, and invents its answers.

Without facts and scripts the number asked about decides; whatever is not listed is VALID or a MATCH.

  passport/checks       number ends in 0           INVALID
                        number ends in 9           PENDING twice, then VALID
  insurance/checks      digits 11-15 are 99000     INVALID
                        digits 11-15 are 99001     NOT_FOUND
                        digits 11-15 are 99002     VALID, its last day in 20 days
                        else                       VALID, region = digits 1-2
  civil-acts/checks     certificate ends in 1      NO_MATCH
                        certificate ends in 2      NOT_FOUND
  guardianship/checks   document ends in 1         NO_MATCH
                        document ends in 2         NOT_FOUND
                        document ends in 3         MATCH, its last day in 20 days
                        else                       MATCH; GUARDIAN under 14, TRUSTEE from 14

  schedule/free         ОГРН ends in 1             UNKNOWN
                        else                       FOUND, mornings of seven working days
  schedule/bookings     slot ends in 999           TAKEN
                        else                       BOOKED, once

  in all, ends in 777 (a policy: digits 13-15)      no answer, 503, however often it is asked
               ends in 778 (likewise)                 no answer the first time, then as usual

Facts come first. POST /simulator/facts takes JSON lists of passports, policies, births,
guardianships and clinics.
Scripts come before everything. POST /simulator/scripts takes {registry, steps: [{behaviour, times, seconds}]}:
  registry    passport, insurance, civil_acts, guardianship, free_times, booking, cancellation, sms, email
  behaviour   outage, rate_limit, drop_connection, huge, wrong_shape, contradiction, other_subject, slow,
              or an answer: VALID, INVALID, PENDING, MATCH, NO_MATCH, NOT_FOUND, FOUND, UNKNOWN,
              BOOKED, TAKEN, CANCELLED (with "details" of its own),
              and for sms and email REJECTED
  seconds     how long it takes before anything is sent (of rate_limit: its Retry-After)
Steps are used up in order, by requests of any key; after them all is as usual. One key is one piece of work: asked
again it gets the same answer, and a step that is an answer waits for the next new key.

  GET /simulator/asked              requests and work done, by registry and key
  GET /simulator/messages?to=       what was sent to a phone or an address, newest first
  DELETE /simulator                 forgets everything; DELETE /simulator/facts and /simulator/scripts forget those
"""
