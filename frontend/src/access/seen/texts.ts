import type { Both } from '../../i18n/locale';

/** Words of what is shown and what is hidden. */
export const texts = {
  allSeen: ['Все разделы карты', 'All sections of the record'],
  restSeen: ['Все остальные разделы', 'All other sections'],
  whole: ['полностью', 'in full'],
  hiddenTag: ['скрыто', 'hidden'],
  byLaw: ['с 15 лет — только подростку и врачам', 'from 15, the teenager and doctors alone'],
  unlessShared: ['Если подросток не поделится.', 'Unless the teenager shares it.'],
  yoursAlone: ['Это видите только вы и врачи.', 'Only you and doctors see it.'],
  classes: ['Личные записи подростка', 'A teenager’s private entries'],
  psychiatry: ['психиатрия', 'psychiatry'],
  narcology: ['наркология', 'addiction care'],
  reproductive: ['репродуктивное здоровье', 'reproductive health'],
  sti: ['инфекции, передаваемые половым путём', 'sexually transmitted infections'],
  toxicology: ['токсикология', 'toxicology'],
  genetics: ['генетика', 'genetics'],
  psychotropic: ['психотропные лекарства', 'psychotropic medicines'],
  contacts: ['Адрес, телефон и почта из карты', 'Address, phone and e-mail in the record'],
  social: [
    'Личное в осмотрах: образ жизни, беременности',
    'Private parts of visits: way of life, pregnancies',
  ],
  exemption: ['Причина медотвода от прививки', 'Reason for a vaccine exemption'],
  otherFields: ['Ещё некоторые сведения', 'Some other details'],
  whatIHid: ['Записи, которые вы скрыли', 'Entries that you hid'],
} satisfies Record<string, Both>;
