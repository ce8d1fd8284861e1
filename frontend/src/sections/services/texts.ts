import type { Both } from '../../i18n/locale';

/** Words of the report on services paid by insurance. */
export const texts = {
  own: ['Услуги ОМС', 'Insured services'],
  ownLead: [
    'Что оплатил за вас фонд ОМС. Показываем и тогда, когда медкарта ещё не открыта.',
    'What the insurance fund paid for you. Shown even while your record is not open.',
  ],
  lead: [
    'Что фонд ОМС оплатил клиникам. Проверьте: всё ли это было на самом деле?',
    'What the insurance fund paid to clinics. Check: did all of it really happen?',
  ],
  total: ['Всего за период: {sum}', 'In all for the period: {sum}'],
  count: [
    '{n, plural, one {# услуга} few {# услуги} many {# услуг} other {# услуги}}',
    '{n, plural, one {# service} other {# services}}',
  ],
  empty: ['За эти дни услуг нет.', 'No services in these days.'],
  certificate: ['Скачать справку (PDF)', 'Download a certificate (PDF)'],
  complaints: ['Мои жалобы', 'My complaints'],
  report: ['Сообщить об ошибке', 'Report an error'],
  details: ['Подробно', 'Details'],
} satisfies Record<string, Both>;
