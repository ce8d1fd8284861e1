-- A time that the clinic is being asked for is taken by nobody else meanwhile (PAP-11).
ALTER TABLE appointment
  DROP CONSTRAINT appointment_no_double,
  DROP CONSTRAINT appointment_state_known;
ALTER TABLE appointment
  ADD CONSTRAINT appointment_no_double_hold EXCLUDE USING gist (
    int8range(practitioner_id, practitioner_id, '[]') WITH &&, tstzrange(starts_at, ends_at) WITH &&)
    WHERE (practitioner_id IS NOT NULL AND state IN ('HELD', 'BOOKED', 'ARRIVED')),
  ADD CONSTRAINT appointment_state_of_all CHECK (state IN ('HELD', 'BOOKED', 'ARRIVED', 'CANCELLED', 'MISSED')),
  ADD CONSTRAINT appointment_held_whole CHECK (state <> 'HELD' OR (booking_key IS NOT NULL AND held_until IS NOT NULL)),
  ADD CONSTRAINT appointment_given_back_once CHECK (given_back_at IS NULL OR (state = 'CANCELLED' AND booking_key IS NOT NULL));
CREATE UNIQUE INDEX appointment_booking_key ON appointment (booking_key) WHERE booking_key IS NOT NULL;
CREATE INDEX appointment_held ON appointment (held_until) WHERE state = 'HELD';
CREATE INDEX appointment_to_give_back ON appointment (id) WHERE state = 'CANCELLED' AND booking_key IS NOT NULL AND given_back_at IS NULL;
CREATE INDEX appointment_booked_by ON appointment (booked_by_id, starts_at) WHERE state IN ('HELD', 'BOOKED');

ALTER TABLE notification DROP CONSTRAINT notification_kind_with_glass;
ALTER TABLE notification ADD CONSTRAINT notification_kind_with_appointments CHECK (kind IN ('NEW_SIGN_IN', 'PHONE_CHANGED', 'EMAIL_CHANGED',
  'PASSWORD_CHANGED', 'FACTOR_CHANGED', 'RECOVERY_STARTED', 'ACCOUNT_CLOSED', 'ACCOUNT_REOPENED', 'REQUEST_MOVED', 'REQUEST_OVERDUE',
  'FAMILY_MOVED', 'CASE_DECIDED', 'COMPLAINT_MOVED', 'ACCESS_OPENED', 'POLICY_NEEDED', 'IDENTITY_NEEDED', 'ACCESS_ENDING', 'ACCESS_ENDED',
  'TURNED_FIFTEEN', 'NEW_RESULT', 'BREAK_GLASS', 'APPOINTMENT'));

