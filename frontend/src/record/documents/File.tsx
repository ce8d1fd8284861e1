import { graphql } from '../../gen/gql';
import type { FileOfEntryFragment } from '../../gen/graphql';
import { glue } from '../../i18n/format';
import { useLocale } from '../../i18n/locale';
import { paths } from '../../paths';
import { Badge, Row, Tag } from '../../ui/Basics';
import { Download } from '../../ui/Download';
import css from '../../ui/ui.module.css';
import { SECTION_ICONS } from '../icons';
import own from './documents.module.css';
import { texts } from './texts';

graphql(`
  fragment FileOfEntry on RecordEntry {
    id section date title
    organization { name shortName }
    document { id title contentType createdOn original path }
  }
`);

/** One file: what it is, of what entry, from where, and whether the reader gets the original. */
export function File({ patientId, entry }: { patientId: string; entry: FileOfEntryFragment }) {
  const { t, say, date, language } = useLocale();
  const { id, section, title, organization, document } = entry;
  if (!document) return null;
  const place = organization?.shortName ?? organization?.name;
  const kind = document.original ? KINDS[document.contentType] : KINDS['text/plain'];
  const name = glue(document.title ?? title ?? t(`section.${section}`));
  return (
    <Row
      icon={<Badge icon={SECTION_ICONS[section]} />}
      title={name}
      detail={
        <>
          {[date(document.createdOn ?? entry.date), t(`section.${section}`), place && glue(place), kind]
            .filter(Boolean)
            .join(' · ')}
          <span class={own.links}>
            <Download href={paths.file(document.path, language)}>
              {say(texts.download)}
              <span class={css.unseen}> {name}</span>
            </Download>
            <a class={css.touch} href={paths.entry(patientId, section, id)}>
              {say(texts.entry)}
              <span class={css.unseen}> {name}</span>
            </a>
          </span>
        </>
      }
      aside={
        <Tag tone={document.original ? 'good' : 'hide'}>
          {say(document.original ? texts.original : texts.copy)}
        </Tag>
      }
    />
  );
}

const KINDS: Readonly<Record<string, string>> = {
  'application/pdf': 'PDF',
  'text/plain': 'TXT',
  'text/html': 'HTML',
  'application/xml': 'XML',
  'text/xml': 'XML',
  'image/jpeg': 'JPEG',
  'image/png': 'PNG',
};
