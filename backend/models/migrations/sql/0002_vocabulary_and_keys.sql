-- Every column of a closed vocabulary holds nothing else.
ALTER TABLE access_grant ADD CONSTRAINT access_grant_ground_known CHECK (ground IN ('OWN_FULL_ACCOUNT', 'VERIFIED_CHILD', 'ACCESS_REQUEST'));
ALTER TABLE account ADD CONSTRAINT account_level_known CHECK (level IN ('BASIC', 'STANDARD', 'FULL'));
ALTER TABLE allergy_item ADD CONSTRAINT allergy_item_severity_known CHECK (severity IN ('MILD', 'MODERATE', 'SEVERE'));
ALTER TABLE check_up ADD CONSTRAINT check_up_kind_known CHECK (kind IN ('ADULT_PERIODIC', 'ADULT_PREVENTIVE', 'ADVANCED', 'CHILD', 'REPRODUCTIVE'));
ALTER TABLE child_data_entry ADD CONSTRAINT child_data_entry_kind_known CHECK (kind IN ('ALLERGY', 'INJURY', 'OPERATION', 'MEDICATION', 'OTHER'));
ALTER TABLE child_data_entry ADD CONSTRAINT child_data_entry_severity_known CHECK (severity IN ('MILD', 'MODERATE', 'SEVERE'));
ALTER TABLE covid_test ADD CONSTRAINT covid_test_result_known CHECK (result IN ('POSITIVE', 'NEGATIVE', 'INDETERMINATE'));
ALTER TABLE covid_test ADD CONSTRAINT covid_test_test_kind_known CHECK (test_kind IN ('PCR', 'ANTIGEN', 'IGM', 'IGG', 'ANTIBODIES', 'OTHER'));
ALTER TABLE diagnosis ADD CONSTRAINT diagnosis_certainty_known CHECK (certainty IN ('PRELIMINARY', 'WORKING', 'FINAL'));
ALTER TABLE diagnosis ADD CONSTRAINT diagnosis_kind_known CHECK (kind IN ('MAIN', 'COMPLICATION', 'CONCOMITANT', 'COMPETING', 'EXTERNAL_CAUSE'));
ALTER TABLE diagnosis ADD CONSTRAINT diagnosis_stage_known CHECK (stage IN ('ADMISSION', 'FINAL'));
ALTER TABLE encounter ADD CONSTRAINT encounter_encounter_class_known CHECK (encounter_class IN ('AMB', 'IMP', 'EMER', 'HH', 'FLD', 'VR'));
ALTER TABLE encounter ADD CONSTRAINT encounter_ground_known CHECK (ground IN ('APPOINTMENT', 'ADMISSION', 'PATIENT_CODE'));
ALTER TABLE examination_protocol ADD CONSTRAINT examination_protocol_care_conditions_known CHECK (care_conditions IN ('OUTPATIENT', 'INPATIENT', 'DAY_CARE', 'AMBULANCE', 'HOME', 'REMOTE'));
ALTER TABLE examination_protocol ADD CONSTRAINT examination_protocol_care_form_known CHECK (care_form IN ('PLANNED', 'URGENT', 'EMERGENCY'));
ALTER TABLE examination_protocol ADD CONSTRAINT examination_protocol_visit_kind_known CHECK (visit_kind IN ('PRIMARY', 'REPEAT'));
ALTER TABLE health_diary_entry ADD CONSTRAINT health_diary_entry_measure_known CHECK (measure IN ('BLOOD_PRESSURE', 'PULSE', 'GLUCOSE', 'WEIGHT', 'HEIGHT', 'TEMPERATURE', 'OXYGEN_SATURATION', 'RESPIRATION', 'ANGINA', 'WELLBEING'));
ALTER TABLE health_diary_entry ADD CONSTRAINT health_diary_entry_origin_known CHECK (origin IN ('MANUAL', 'DEVICE', 'VOICE'));
ALTER TABLE instrumental_study ADD CONSTRAINT instrumental_study_laterality_known CHECK (laterality IN ('LEFT', 'RIGHT', 'BOTH'));
ALTER TABLE instrumental_study ADD CONSTRAINT instrumental_study_modality_known CHECK (modality IN ('OTHER', 'ULTRASOUND', 'RADIOGRAPHY', 'FLUOROGRAPHY', 'MAMMOGRAPHY', 'CT', 'MRI', 'ECG', 'ENDOSCOPY', 'FUNCTIONAL'));
ALTER TABLE insurance_policy ADD CONSTRAINT insurance_policy_state_known CHECK (state IN ('VALID', 'INVALID', 'NOT_FOUND', 'UNKNOWN'));
ALTER TABLE lab_report ADD CONSTRAINT lab_report_status_known CHECK (status IN ('REGISTERED', 'PARTIAL', 'PRELIMINARY', 'FINAL', 'AMENDED', 'CORRECTED', 'CANCELLED', 'UNKNOWN'));
ALTER TABLE lab_result ADD CONSTRAINT lab_result_interpretation_known CHECK (interpretation IN ('NORMAL', 'LOW', 'HIGH', 'CRITICAL_LOW', 'CRITICAL_HIGH', 'ABNORMAL', 'POSITIVE', 'NEGATIVE', 'INDETERMINATE'));
ALTER TABLE legal_representation ADD CONSTRAINT legal_representation_kind_known CHECK (kind IN ('PARENT', 'GUARDIAN'));
ALTER TABLE legal_representation ADD CONSTRAINT legal_representation_state_known CHECK (state IN ('PENDING', 'VERIFIED', 'REJECTED', 'ENDED'));
ALTER TABLE medical_certificate ADD CONSTRAINT medical_certificate_kind_known CHECK (kind IN ('CHILD_ABSENCE', 'POOL', 'CAMP', 'EDUCATION', 'WORK', 'DRIVING', 'SPORT', 'OTHER'));
ALTER TABLE person ADD CONSTRAINT person_sex_known CHECK (sex IN ('MALE', 'FEMALE', 'OTHER', 'UNKNOWN'));
ALTER TABLE person_identifier ADD CONSTRAINT person_identifier_kind_known CHECK (kind IN ('SNILS', 'ENP', 'PASSPORT', 'BIRTH_CERTIFICATE', 'FOREIGN_DOCUMENT'));
ALTER TABLE prescription ADD CONSTRAINT prescription_status_known CHECK (status IN ('ACTIVE', 'COMPLETED', 'ON_HOLD', 'CANCELLED', 'EXPIRED', 'DRAFT', 'UNKNOWN'));
ALTER TABLE record_entry ADD CONSTRAINT record_entry_confidentiality_known CHECK (confidentiality IN (0, 1, 2));
ALTER TABLE record_entry ADD CONSTRAINT record_entry_kind_known CHECK (kind IN (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23));
ALTER TABLE record_entry ADD CONSTRAINT record_entry_status_known CHECK (status IN (0, 1, 2));
ALTER TABLE rendered_service ADD CONSTRAINT rendered_service_care_conditions_known CHECK (care_conditions IN ('OUTPATIENT', 'INPATIENT', 'DAY_CARE', 'AMBULANCE', 'HOME', 'REMOTE'));
ALTER TABLE rendered_service ADD CONSTRAINT rendered_service_status_known CHECK (status IN ('SUBMITTED', 'ACCEPTED', 'PAID', 'REJECTED'));
ALTER TABLE sick_leave ADD CONSTRAINT sick_leave_kind_known CHECK (kind IN ('PRIMARY', 'CONTINUATION'));
ALTER TABLE sick_leave ADD CONSTRAINT sick_leave_status_known CHECK (status IN ('OPEN', 'EXTENDED', 'CLOSED', 'ANNULLED'));
ALTER TABLE vaccination ADD CONSTRAINT vaccination_exemption_kind_known CHECK (exemption_kind IN ('PERMANENT', 'TEMPORARY'));
ALTER TABLE vaccination ADD CONSTRAINT vaccination_skin_test_known CHECK (skin_test IN ('MANTOUX', 'DIASKINTEST'));
ALTER TABLE vaccination ADD CONSTRAINT vaccination_status_known CHECK (status IN ('DONE', 'EXEMPT', 'REFUSED', 'NOT_DONE'));
ALTER TABLE vital_sign ADD CONSTRAINT vital_sign_interpretation_known CHECK (interpretation IN ('NORMAL', 'LOW', 'HIGH', 'CRITICAL_LOW', 'CRITICAL_HIGH', 'ABNORMAL', 'POSITIVE', 'NEGATIVE', 'INDETERMINATE'));

-- Keys lead with the patient, so that tables can be distributed by patient.
ALTER TABLE record_entry DROP CONSTRAINT record_entry_pkey, ADD PRIMARY KEY (patient_id, id);
ALTER TABLE allergy_item DROP CONSTRAINT allergy_item_pkey, ADD PRIMARY KEY (patient_id, entry_id),
  ADD CONSTRAINT allergy_item_entry_fk FOREIGN KEY (patient_id, entry_id) REFERENCES record_entry (patient_id, id) ON DELETE CASCADE;

ALTER TABLE ambulance_call DROP CONSTRAINT ambulance_call_pkey, ADD PRIMARY KEY (patient_id, entry_id),
  ADD CONSTRAINT ambulance_call_entry_fk FOREIGN KEY (patient_id, entry_id) REFERENCES record_entry (patient_id, id) ON DELETE CASCADE;

ALTER TABLE care_plan DROP CONSTRAINT care_plan_pkey, ADD PRIMARY KEY (patient_id, entry_id),
  ADD CONSTRAINT care_plan_entry_fk FOREIGN KEY (patient_id, entry_id) REFERENCES record_entry (patient_id, id) ON DELETE CASCADE;

ALTER TABLE check_up DROP CONSTRAINT check_up_pkey, ADD PRIMARY KEY (patient_id, entry_id),
  ADD CONSTRAINT check_up_entry_fk FOREIGN KEY (patient_id, entry_id) REFERENCES record_entry (patient_id, id) ON DELETE CASCADE;

ALTER TABLE child_data_entry DROP CONSTRAINT child_data_entry_pkey, ADD PRIMARY KEY (patient_id, entry_id),
  ADD CONSTRAINT child_data_entry_entry_fk FOREIGN KEY (patient_id, entry_id) REFERENCES record_entry (patient_id, id) ON DELETE CASCADE;

ALTER TABLE condition_item DROP CONSTRAINT condition_item_pkey, ADD PRIMARY KEY (patient_id, entry_id),
  ADD CONSTRAINT condition_item_entry_fk FOREIGN KEY (patient_id, entry_id) REFERENCES record_entry (patient_id, id) ON DELETE CASCADE;

ALTER TABLE covid_test DROP CONSTRAINT covid_test_pkey, ADD PRIMARY KEY (patient_id, entry_id),
  ADD CONSTRAINT covid_test_entry_fk FOREIGN KEY (patient_id, entry_id) REFERENCES record_entry (patient_id, id) ON DELETE CASCADE;

ALTER TABLE discharge_summary DROP CONSTRAINT discharge_summary_pkey, ADD PRIMARY KEY (patient_id, entry_id),
  ADD CONSTRAINT discharge_summary_entry_fk FOREIGN KEY (patient_id, entry_id) REFERENCES record_entry (patient_id, id) ON DELETE CASCADE;

ALTER TABLE examination_protocol DROP CONSTRAINT examination_protocol_pkey, ADD PRIMARY KEY (patient_id, entry_id),
  ADD CONSTRAINT examination_protocol_entry_fk FOREIGN KEY (patient_id, entry_id) REFERENCES record_entry (patient_id, id) ON DELETE CASCADE;

ALTER TABLE health_diary_entry DROP CONSTRAINT health_diary_entry_pkey, ADD PRIMARY KEY (patient_id, entry_id),
  ADD CONSTRAINT health_diary_entry_entry_fk FOREIGN KEY (patient_id, entry_id) REFERENCES record_entry (patient_id, id) ON DELETE CASCADE;

ALTER TABLE instrumental_study DROP CONSTRAINT instrumental_study_pkey, ADD PRIMARY KEY (patient_id, entry_id),
  ADD CONSTRAINT instrumental_study_entry_fk FOREIGN KEY (patient_id, entry_id) REFERENCES record_entry (patient_id, id) ON DELETE CASCADE;

ALTER TABLE lab_report DROP CONSTRAINT lab_report_pkey, ADD PRIMARY KEY (patient_id, entry_id),
  ADD CONSTRAINT lab_report_entry_fk FOREIGN KEY (patient_id, entry_id) REFERENCES record_entry (patient_id, id) ON DELETE CASCADE;

ALTER TABLE medical_certificate DROP CONSTRAINT medical_certificate_pkey, ADD PRIMARY KEY (patient_id, entry_id),
  ADD CONSTRAINT medical_certificate_entry_fk FOREIGN KEY (patient_id, entry_id) REFERENCES record_entry (patient_id, id) ON DELETE CASCADE;

ALTER TABLE medication_item DROP CONSTRAINT medication_item_pkey, ADD PRIMARY KEY (patient_id, entry_id),
  ADD CONSTRAINT medication_item_entry_fk FOREIGN KEY (patient_id, entry_id) REFERENCES record_entry (patient_id, id) ON DELETE CASCADE;

ALTER TABLE pregnancy_care DROP CONSTRAINT pregnancy_care_pkey, ADD PRIMARY KEY (patient_id, entry_id),
  ADD CONSTRAINT pregnancy_care_entry_fk FOREIGN KEY (patient_id, entry_id) REFERENCES record_entry (patient_id, id) ON DELETE CASCADE;

ALTER TABLE prescription DROP CONSTRAINT prescription_pkey, ADD PRIMARY KEY (patient_id, entry_id),
  ADD CONSTRAINT prescription_entry_fk FOREIGN KEY (patient_id, entry_id) REFERENCES record_entry (patient_id, id) ON DELETE CASCADE;

ALTER TABLE private_note DROP CONSTRAINT private_note_pkey, ADD PRIMARY KEY (patient_id, entry_id),
  ADD CONSTRAINT private_note_entry_fk FOREIGN KEY (patient_id, entry_id) REFERENCES record_entry (patient_id, id) ON DELETE CASCADE;

ALTER TABLE procedure_item DROP CONSTRAINT procedure_item_pkey, ADD PRIMARY KEY (patient_id, entry_id),
  ADD CONSTRAINT procedure_item_entry_fk FOREIGN KEY (patient_id, entry_id) REFERENCES record_entry (patient_id, id) ON DELETE CASCADE;

ALTER TABLE referral DROP CONSTRAINT referral_pkey, ADD PRIMARY KEY (patient_id, entry_id),
  ADD CONSTRAINT referral_entry_fk FOREIGN KEY (patient_id, entry_id) REFERENCES record_entry (patient_id, id) ON DELETE CASCADE;

ALTER TABLE rendered_service DROP CONSTRAINT rendered_service_pkey, ADD PRIMARY KEY (patient_id, entry_id),
  ADD CONSTRAINT rendered_service_entry_fk FOREIGN KEY (patient_id, entry_id) REFERENCES record_entry (patient_id, id) ON DELETE CASCADE;

ALTER TABLE sick_leave DROP CONSTRAINT sick_leave_pkey, ADD PRIMARY KEY (patient_id, entry_id),
  ADD CONSTRAINT sick_leave_entry_fk FOREIGN KEY (patient_id, entry_id) REFERENCES record_entry (patient_id, id) ON DELETE CASCADE;

ALTER TABLE vaccination DROP CONSTRAINT vaccination_pkey, ADD PRIMARY KEY (patient_id, entry_id),
  ADD CONSTRAINT vaccination_entry_fk FOREIGN KEY (patient_id, entry_id) REFERENCES record_entry (patient_id, id) ON DELETE CASCADE;

ALTER TABLE vital_sign DROP CONSTRAINT vital_sign_pkey, ADD PRIMARY KEY (patient_id, entry_id),
  ADD CONSTRAINT vital_sign_entry_fk FOREIGN KEY (patient_id, entry_id) REFERENCES record_entry (patient_id, id) ON DELETE CASCADE;

ALTER TABLE diagnosis DROP CONSTRAINT diagnosis_pkey, ADD PRIMARY KEY (patient_id, entry_id, id),
  ADD CONSTRAINT diagnosis_entry_fk FOREIGN KEY (patient_id, entry_id) REFERENCES record_entry (patient_id, id) ON DELETE CASCADE;
ALTER TABLE dispense DROP CONSTRAINT dispense_pkey, ADD PRIMARY KEY (patient_id, entry_id, id),
  ADD CONSTRAINT dispense_entry_fk FOREIGN KEY (patient_id, entry_id) REFERENCES record_entry (patient_id, id) ON DELETE CASCADE;
ALTER TABLE lab_result DROP CONSTRAINT lab_result_pkey, ADD PRIMARY KEY (patient_id, entry_id, id),
  ADD CONSTRAINT lab_result_entry_fk FOREIGN KEY (patient_id, entry_id) REFERENCES record_entry (patient_id, id) ON DELETE CASCADE;
ALTER TABLE pregnancy_visit DROP CONSTRAINT pregnancy_visit_pkey, ADD PRIMARY KEY (patient_id, entry_id, id),
  ADD CONSTRAINT pregnancy_visit_entry_fk FOREIGN KEY (patient_id, entry_id) REFERENCES record_entry (patient_id, id) ON DELETE CASCADE;

-- What else belongs to a patient leads with the patient too, and cannot point at another patient's row.
ALTER TABLE record_entry DROP CONSTRAINT record_entry_encounter_id_fkey;
ALTER TABLE encounter DROP CONSTRAINT encounter_pkey, ADD PRIMARY KEY (patient_id, id);
ALTER TABLE record_entry ADD CONSTRAINT record_entry_encounter_fk
  FOREIGN KEY (patient_id, encounter_id) REFERENCES encounter (patient_id, id);
ALTER TABLE record_entry ADD CONSTRAINT record_entry_parent_fk
  FOREIGN KEY (patient_id, parent_entry_id) REFERENCES record_entry (patient_id, id);
ALTER TABLE record_entry ADD CONSTRAINT record_entry_only_practitioner_fk
  FOREIGN KEY (only_practitioner_id) REFERENCES practitioner (id);
ALTER TABLE document DROP CONSTRAINT document_pkey, ADD PRIMARY KEY (patient_id, id);
ALTER TABLE document ADD CONSTRAINT document_entry_fk
  FOREIGN KEY (patient_id, entry_id) REFERENCES record_entry (patient_id, id) ON DELETE CASCADE;
ALTER TABLE access_log DROP CONSTRAINT access_log_pkey, ADD PRIMARY KEY (patient_id, seq);
ALTER TABLE access_log ADD CONSTRAINT access_log_account_fk FOREIGN KEY (account_id) REFERENCES account (id);

-- Bulk loads name only what differs.
ALTER TABLE record_entry ALTER labels SET DEFAULT 0, ALTER confidentiality SET DEFAULT 0,
  ALTER hidden_by_patient SET DEFAULT false, ALTER status SET DEFAULT 0, ALTER version SET DEFAULT 1,
  ALTER search_text SET DEFAULT '', ALTER created_at SET DEFAULT now();
ALTER TABLE access_log_counter ALTER count SET DEFAULT 0, ALTER sealed_seq SET DEFAULT 0;
ALTER TABLE access_log ALTER entry_key SET DEFAULT gen_random_uuid();
ALTER TABLE encounter ALTER labels SET DEFAULT 0;
ALTER TABLE imported_resource ALTER imported_at SET DEFAULT now();
ALTER TABLE rendered_service ALTER currency SET DEFAULT 'RUB';
ALTER TABLE person ALTER created_at SET DEFAULT now(), ALTER family_name SET DEFAULT '', ALTER given_name SET DEFAULT '',
  ALTER sex SET DEFAULT 'UNKNOWN';
