import type { ComponentChildren } from 'preact';
import { useRoute } from 'preact-iso';
import type { Trusted } from '../api/document';
import { useRead } from '../api/read';
import { CasePage, ForRole } from '../desk/Desk';
import type { DeskFactsFragment, Role } from '../gen/graphql';
import { KINDS, STATES } from '../i18n/complaints';
import { useLocale } from '../i18n/locale';
import { Page } from '../ui/Page';
import ui from '../ui/ui.module.css';
import { Course, Facts } from './Facts';
import { texts } from './texts';

interface Props<Data, One> {
  /** Whose desk it is. */
  readonly desk: Role;
  readonly document: Trusted<Data, { id: string }>;
  /** The complaint in an answer. */
  readonly of: (data: Data) => One | null | undefined;
  /** Where the desk's list is. */
  readonly back: string;
  /** What is to be done next; `again` reads the complaint anew. */
  readonly children: (one: One, again: () => void) => ComponentChildren;
}
type OfDesk = DeskFactsFragment & { readonly policyNumber?: string };

/** One complaint on a desk: what it says, what its desk may do, and its course. */
export function Case<Data, One extends OfDesk>({ desk, ...rest }: Props<Data, One>) {
  const { id = '' } = useRoute().params;
  return (
    <ForRole of={desk}>
      <Shown key={id} id={id} {...rest} />
    </ForRole>
  );
}

function Shown<Data, One extends OfDesk>({
  id,
  document,
  of,
  back,
  children,
}: Omit<Props<Data, One>, 'desk'> & { id: string }) {
  const { say } = useLocale();
  const read = useRead(document, { id });
  return (
    <CasePage read={read} of={of} back={back} backText={say(texts.title)}>
      {(one) => (
        <Page
          title={say(texts.number, { number: one.number })}
          heading={say(KINDS[one.kind])}
          lead={`${say(texts.number, { number: one.number })} · ${say(STATES[one.state])}`}
          crumb={<a href={back}>{say(texts.title)}</a>}
        >
          <div class={ui.grid}>
            <div class={ui.column}>
              <Facts one={one} policy={one.policyNumber} />
            </div>
            <div class={ui.column}>
              {children(one, read.retry)}
              <Course one={one} />
            </div>
          </div>
        </Page>
      )}
    </CasePage>
  );
}
