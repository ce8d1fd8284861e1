import type { ListedEntryFragment, Section } from '../gen/graphql';
import { glue } from '../i18n/format';
import { useLocale } from '../i18n/locale';
import { paths } from '../paths';
import { Card, ClosedNote, Row } from '../ui/Basics';
import { ByPage } from '../ui/ByPage';
import type { Dates } from '../ui/DateFilter';
import { Empty } from '../ui/States';
import css from '../ui/ui.module.css';
import type { SectionView } from './view';

interface Props {
  readonly view: SectionView;
  readonly patientId: string;
  readonly section: Section;
  readonly dates: Dates;
}

/** A section's entries page by page, with what the API says about entries that this reader may be missing. */
export function EntryList(props: Props) {
  const { view, patientId, dates } = props;
  const { t } = useLocale();
  const { from, to } = dates;
  return (
    <ByPage
      document={view.list}
      variables={{ patientId, from: from || null, to: to || null }}
      of={({ record }) => record?.list}
    >
      {({ nodes, list, first }) => {
        if (!list) return null;
        const { notices, totalCount } = list;
        // A section closed as a whole is not an empty one: the note alone says so.
        const closed = notices.some(({ code }) => code === 'SECTION_NOT_FOR_STANDING') && !nodes.length;
        return (
          <>
            {first && <ClosedNote messages={notices.map(({ message }) => message)} />}
            {!closed && (
              <Card>
                {first && totalCount > 0 && <p class={css.total}>{t('section.total', { n: totalCount })}</p>}
                {nodes.length ? (
                  <ul class={css.rows}>
                    {nodes.map((node) => (
                      <Line key={node.id} {...props} node={node} />
                    ))}
                  </ul>
                ) : (
                  <Empty>{t(from || to ? 'section.emptyDates' : 'entry.empty')}</Empty>
                )}
              </Card>
            )}
          </>
        );
      }}
    </ByPage>
  );
}

function Line({ view, patientId, section, node }: Props & { node: ListedEntryFragment }) {
  const locale = useLocale();
  const { date, t } = locale;
  const { details = [], aside } = view.line(node, locale);
  const place = node.organization?.shortName ?? node.organization?.name;
  return (
    <Row
      href={paths.entry(patientId, section, node.id)}
      title={glue(node.title ?? t(`section.${section}`))}
      detail={
        <>
          <time dateTime={node.date}>{date(node.date)}</time>
          {[...details, place].filter(Boolean).map((part) => ` · ${glue(String(part))}`)}
        </>
      }
      aside={aside}
    />
  );
}
