import { useRead } from '../api/read';
import { graphql } from '../gen/gql';
import type { RegionAccess } from '../gen/graphql';
import { useLocale } from '../i18n/locale';
import { Card, Row } from '../ui/Basics';
import { Page } from '../ui/Page';
import { Loaded } from '../ui/States';
import ui from '../ui/ui.module.css';
import { texts } from './texts';

const REGIONS = graphql(`
  query Regions { regions { code name access portal link } }
`);
const KINDS: readonly [RegionAccess, keyof typeof texts][] = [
  ['REGIONAL_PORTAL', 'regional'],
  ['FEDERAL', 'federal'],
  ['CLOSED_PAPER_ONLY', 'closed'],
];

/** Where the record of each region is shown, as far as that is known (PAP-08). */
export default function Regions() {
  const { say } = useLocale();
  const read = useRead(REGIONS, {});
  return (
    <Loaded read={read}>
      {({ regions }) => (
        <Page title={say(texts.title)} heading={say(texts.title)} lead={say(texts.lead)}>
          <div class={ui.stack}>
            {KINDS.map(([kind, title]) => (
              <Card key={kind} title={say(texts[title])}>
                {kind === 'CLOSED_PAPER_ONLY' && <p>{say(texts.closedText)}</p>}
                <ul class={ui.rows}>
                  {regions
                    .filter(({ access }) => access === kind)
                    .map(({ code, name, portal, link }) => (
                      <Row
                        key={code}
                        title={name}
                        detail={
                          link && (
                            <a class={ui.touch} href={link} rel="noreferrer">
                              {portal}
                            </a>
                          )
                        }
                      />
                    ))}
                </ul>
              </Card>
            ))}
            <Card title={say(texts.other)}>
              <p>{say(texts.otherText)}</p>
            </Card>
          </div>
        </Page>
      )}
    </Loaded>
  );
}
