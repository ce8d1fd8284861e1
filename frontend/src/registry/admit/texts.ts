import type { Both } from '../../i18n/locale';

/** Words of admitting to a hospital. */
export const texts = {
  title: ['Госпитализация', 'Admission'],
  lead: [
    'Пациент появится в дне лечащего врача, и тот откроет случай в стационаре. Сами вы карту не видите.',
    'The patient shows on the attending doctor’s day, who opens the inpatient encounter. You do not see the record.',
  ],
  patient: ['Кого кладут', 'Who is admitted'],
  doctor: ['Логин лечащего врача', 'Login of the attending doctor'],
  doctorHint: ['Врач должен работать в вашей больнице', 'The doctor works at your hospital'],
  ward: ['Отделение и палата, если известны', 'Ward, if known'],
  reasonHint: [
    'Например, номер направления. От 10 знаков; останется в журнале.',
    'Such as the number of the referral. From 10 characters; it stays in the log.',
  ],
  admit: ['Оформить', 'Admit'],
  done: ['Готово: пациент ждёт врача {doctor}.', 'Done: the patient waits for the doctor {doctor}.'],
} satisfies Record<string, Both>;
