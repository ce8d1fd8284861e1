import type { Both } from '../i18n/locale';

/** Words of the doctor's day. */
export const texts = {
  title: ['Мой день', 'My day'],
  lead: [
    'Карты, которые открыты вам сейчас: пока идёт приём и ещё трое суток после него.',
    'Records open to you now: during the encounter and for 72 hours after it.',
  ],
  open: ['Идут сейчас', 'Under way'],
  closed: ['Закончены', 'Finished'],
  emergency: ['Экстренный доступ', 'Emergency access'],
  none: ['Сейчас вам не открыта ни одна карта', 'No record is open to you now'],
  noneText: [
    'Карта откроется сама, когда начнётся приём: по записи, при поступлении в стационар или по коду пациента.',
    'A record opens by itself when an encounter begins: by appointment, admission or the patient’s code.',
  ],
  since: ['с {at}', 'since {at}'],
  ended: ['закончен {at}', 'ended {at}'],
  until: ['карта закроется {at}', 'the record closes {at}'],
  whileOpen: [
    'карта открыта, пока лечение не закончится, и ещё трое суток',
    'the record stays open until care ends, and 72 hours more',
  ],
} satisfies Record<string, Both>;
