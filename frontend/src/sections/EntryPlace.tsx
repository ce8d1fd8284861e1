import type { EntryHeaderFragment } from '../gen/graphql';
import { glue } from '../i18n/format';
import { useLocale } from '../i18n/locale';
import { paths } from '../paths';
import { Card } from '../ui/Basics';
import cells from '../ui/cells.module.css';
import { Download } from '../ui/Download';
import { Facts, type FactsOf, text } from '../ui/Facts';
import forms from '../ui/forms.module.css';
import { Missing } from '../ui/Hidden';
import css from '../ui/ui.module.css';

type Organization = NonNullable<EntryHeaderFragment['organization']>;
type Practitioner = NonNullable<EntryHeaderFragment['author']>;

const AUTHOR: FactsOf<Practitioner, 'fullName'> = {
  position: text('Должность', 'Position'),
  specialty: text('Специальность', 'Specialty'),
};
const CONTACTS: FactsOf<Pick<Organization, 'address' | 'phone'>> = {
  address: text('Адрес', 'Address'),
  phone: {
    label: ['Телефон', 'Phone'],
    show: (phone) => (
      <a class={css.touch} href={`tel:${phone.replace(/[^+\d]/g, '')}`}>
        {phone}
      </a>
    ),
  },
};
const REGISTER: FactsOf<Organization, 'name' | 'shortName' | 'address' | 'phone'> = {
  licence: text('Лицензия', 'Licence'),
  ogrn: text('ОГРН', 'OGRN'),
  oid: text('OID', 'OID'),
  region: text('Код региона', 'Region code'),
};

/** Who wrote the entry, where, and the document that it came as. */
export function EntryPlace({ entry: { organization, author, document } }: { entry: EntryHeaderFragment }) {
  const { t } = useLocale();
  return (
    <>
      <Card title={t('entry.who')}>
        {author ? (
          <>
            <p class={cells.value}>{author.fullName}</p>
            <Facts type="Practitioner" of={author} facts={AUTHOR} />
          </>
        ) : (
          <Missing field="RecordEntry.author" />
        )}
      </Card>
      <Card title={t('entry.where')}>
        {organization ? (
          <>
            <p class={cells.value}>{glue(organization.name)}</p>
            <Facts type="Organization" of={organization} facts={CONTACTS} />
            <details class={forms.fold}>
              <summary>{t('entry.register')}</summary>
              <Facts type="Organization" of={organization} facts={REGISTER} />
            </details>
          </>
        ) : (
          <Missing field="RecordEntry.organization" />
        )}
      </Card>
      <Card title={t('entry.document')}>
        {document ? <Original document={document} /> : <Missing field="RecordEntry.document" />}
      </Card>
    </>
  );
}

/** A download: the server decides anew who may have it, and what of it. */
function Original({ document }: { document: NonNullable<EntryHeaderFragment['document']> }) {
  const { t, date, language } = useLocale();
  const { path, title, createdOn, original, contentType } = document;
  return (
    <>
      <Download href={paths.file(path, language)}>{title ?? t('entry.document')}</Download>
      <p class={css.small}>
        {[createdOn && date(createdOn), t(original ? 'entry.original' : 'entry.rendition'), contentType]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </>
  );
}
