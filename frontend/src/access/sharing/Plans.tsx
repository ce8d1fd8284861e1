import { useRead } from '../../api/read';
import { graphql } from '../../gen/gql';
import type { Section, Standing } from '../../gen/graphql';
import { useLocale } from '../../i18n/locale';
import { WHO } from '../../i18n/who';
import { paths } from '../../paths';
import { Card } from '../../ui/Basics';
import { Page } from '../../ui/Page';
import { Empty, LoadedPart } from '../../ui/States';
import ui from '../../ui/ui.module.css';
import Seen from '../seen/Seen';
import { texts } from './texts';

const PLANS = graphql(`
  query AccessPlans {
    viewer {
      accessPlans {
        displayName mine standing
        ahead { on age standing hiddenSections hiddenClasses hiddenFields { type name reason } }
      }
    }
  }
`);

/** What each adult loses, and a teenager gains, on which birthday: by date alone. */
export default function Plans() {
  const { t, say, date } = useLocale();
  const read = useRead(PLANS, {});
  return (
    <Page
      title={say(texts.plans)}
      heading={say(texts.plans)}
      lead={say(texts.plansLead)}
      crumb={<a href={paths.access()}>{t('nav.access')}</a>}
    >
      <LoadedPart read={read}>
        {({ viewer }) => (
          <div class={ui.stack}>
            {viewer?.accessPlans.map(({ displayName, mine, standing, ahead }) => (
              <Card
                key={`${displayName}.${mine}`}
                title={displayName}
                aside={
                  <span class={ui.small}>
                    {[say(WHO[standing]), !mine && say(texts.readsMine)].filter(Boolean).join(', ')}
                  </span>
                }
              >
                <div class={ui.stack}>
                  {ahead.map((step) => (
                    <section key={step.on}>
                      <h3>{say(texts.on, { date: date(step.on), age: step.age })}</h3>
                      <p>{say(changeOf(step))}</p>
                      {step.hiddenSections.length > 0 && <Seen hidden={step} />}
                    </section>
                  ))}
                </div>
              </Card>
            ))}
            {!viewer?.accessPlans.length && (
              <Card>
                <Empty>{say(texts.none)}</Empty>
              </Card>
            )}
          </div>
        )}
      </LoadedPart>
    </Page>
  );
}

function changeOf({
  standing,
  hiddenSections,
}: {
  standing: Standing | null;
  hiddenSections: readonly Section[];
}) {
  if (!standing) return texts.ends;
  if (standing === 'SELF_ADULT') return texts.adult;
  return hiddenSections.length ? texts.private : texts.same;
}
