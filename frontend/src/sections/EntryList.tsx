import { useRead } from '../api/read';
import type { ListedEntryFragment, Section } from '../gen/graphql';
import { glue } from '../i18n/format';
import { useLocale } from '../i18n/locale';
import { paths } from '../paths';
import { Card, ClosedNote, Row } from '../ui/Basics';
import { More } from '../ui/More';
import { Empty, LoadedPart } from '../ui/States';
import css from '../ui/ui.module.css';
import type { SectionView } from './view';

interface Props {
  readonly view: SectionView;
  readonly patientId: string;
  readonly section: Section;
  readonly dates: { readonly from?: string; readonly to?: string };
  /** Where the page begins; absent for the first one. */
  readonly after?: string;
}

/** A section's entries page by page, with what the API says about entries that this reader may be missing. */
export function EntryList(props: Props) {
  const { view, patientId, dates, after } = props;
  const { t } = useLocale();
  const read = useRead(view.list, {
    patientId,
    after: after ?? null,
    from: dates.from || null,
    to: dates.to || null,
  });
  return (
    <LoadedPart read={read}>
      {({ record }) => {
        if (!record) return null;
        const { list } = record;
        const end = list.pageInfo.hasNextPage ? list.pageInfo.endCursor : undefined;
        // A section closed as a whole is not an empty one: the note alone says so.
        const closed =
          list.notices.some(({ code }) => code === 'SECTION_NOT_FOR_STANDING') && !list.nodes.length;
        return (
          <>
            {!after && <ClosedNote messages={list.notices.map(({ message }) => message)} />}
            {!closed && (
              <Card>
                {!after && list.totalCount > 0 && (
                  <p class={css.total}>{t('section.total', { n: list.totalCount })}</p>
                )}
                {list.nodes.length ? (
                  <ul class={css.rows}>
                    {list.nodes.map((node) => (
                      <Line key={node.id} {...props} node={node} />
                    ))}
                  </ul>
                ) : (
                  <Empty>{t(dates.from || dates.to ? 'section.emptyDates' : 'entry.empty')}</Empty>
                )}
              </Card>
            )}
            {end && <More>{() => <EntryList {...props} after={end} />}</More>}
          </>
        );
      }}
    </LoadedPart>
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
