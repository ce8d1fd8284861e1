import type { EntryHeaderFragment } from '../gen/graphql';
import { useLocale } from '../i18n/locale';
import { Card } from '../ui/Basics';
import { Facts, type FactsOf, text } from '../ui/Facts';
import { Missing } from '../ui/Hidden';
import css from '../ui/ui.module.css';

type Organization = NonNullable<EntryHeaderFragment['organization']>;
type Practitioner = NonNullable<EntryHeaderFragment['author']>;

const AUTHOR: FactsOf<Practitioner> = {
  fullName: text('Врач', 'Doctor'),
  position: text('Должность', 'Position'),
  specialty: text('Специальность', 'Specialty'),
};
const ORGANIZATION: FactsOf<Organization, 'shortName'> = {
  name: text('Организация', 'Organisation'),
  address: text('Адрес', 'Address'),
  phone: text('Телефон', 'Phone'),
  licence: text('Лицензия', 'Licence'),
  ogrn: text('ОГРН', 'OGRN'),
  oid: text('OID', 'OID'),
  region: text('Код региона', 'Region code'),
};

/** Who wrote the entry, where, and the document that it came as. */
export function EntryPlace({ entry: { organization, author, document } }: { entry: EntryHeaderFragment }) {
  const { t, date } = useLocale();
  return (
    <>
      <Card title={t('entry.who')}>
        {author ? (
          <Facts type="Practitioner" of={author} facts={AUTHOR} />
        ) : (
          <Missing field="RecordEntry.author" />
        )}
      </Card>
      <Card title={t('entry.where')}>
        {organization ? (
          <Facts type="Organization" of={organization} facts={ORGANIZATION} />
        ) : (
          <Missing field="RecordEntry.organization" />
        )}
      </Card>
      <Card title={t('entry.document')}>
        {document ? (
          <>
            <a class={css.touch} href={document.path} target="_blank" rel="noopener">
              {document.title ?? t('entry.document')}
            </a>
            <p class={css.small}>
              {[
                document.createdOn && date(document.createdOn),
                t(document.original ? 'entry.original' : 'entry.rendition'),
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
          </>
        ) : (
          <Missing field="RecordEntry.document" />
        )}
      </Card>
    </>
  );
}
