import type { Both } from '../../i18n/locale';

export const texts = {
  title: ['Первый приём', 'First visit'],
  lead: [
    'Карту открывает поликлиника, к которой прикреплён пациент. Спросите и запишите; что неизвестно, оставьте пустым.',
    'The clinic that the patient is registered with opens the record. Ask and write down; leave empty what is not known.',
  ],
  blood: ['Группа крови', 'Blood group'],
  chronicConditions: ['Хронические болезни', 'Chronic conditions'],
  chronicConditionsHint: ['Каждая с новой строки.', 'One a line.'],
  allergies: ['Аллергии', 'Allergies'],
  allergiesHint: [
    'Каждая с новой строки; реакцию — после двоеточия: «Амоксициллин: крапивница».',
    'One a line, the reaction after a colon: “Amoxicillin: hives”.',
  ],
  operations: ['Операции', 'Operations'],
  operationsHint: [
    'Каждая с новой строки; год, если известен, — в конце: «Аппендэктомия, 2019».',
    'One a line, the year, if known, at its end: “Appendectomy, 2019”.',
  ],
  heredity: ['Наследственность', 'Family history'],
  heredityHint: ['Чем болели родители, бабушки и дедушки.', 'Illnesses of parents and grandparents.'],
  contact: ['Кому позвонить в экстренном случае', 'Whom to call in an emergency'],
  contactName: ['Имя и фамилия', 'Name'],
  contactWho: ['Кем приходится', 'Relationship'],
  contactPhone: ['Телефон', 'Phone'],
  open: ['Открыть карту', 'Open the record'],
} satisfies Record<string, Both>;
