import { useRead } from '../api/read';
import { useViewer } from '../api/viewer';
import { useLocale } from '../i18n/locale';
import { paths } from '../paths';
import { Card, Row, Tag, type Tone } from '../ui/Basics';
import forms from '../ui/forms.module.css';
import { Page } from '../ui/Page';
import { Empty, LoadedPart } from '../ui/States';
import ui from '../ui/ui.module.css';
import { type Claim, FAMILY, nameOf, STATES } from './claim';
import { texts } from './texts';

const TONES: Partial<Record<Claim['state'], Tone>> = { VERIFIED: 'good', REFUSED: 'warn', GO_TO_MFC: 'warn' };
const LINKED = { VERIFIED: texts.verified, PENDING: texts.checking };

/** Children and wards: those whom the viewer has added, and those who were linked without that. */
export default function Family() {
  const { t, say, years } = useLocale();
  const open = new Set(useViewer().records.map(({ patientId }) => patientId));
  const read = useRead(FAMILY, {});
  return (
    <Page title={t('nav.family')} heading={t('nav.family')} lead={say(texts.lead)}>
      <LoadedPart read={read}>
        {({ viewer }) => {
          const claims = viewer?.familyClaims ?? [];
          const claimed = new Set(claims.map(({ patientId }) => patientId));
          const others = (viewer?.family ?? []).filter(({ patientId }) => !claimed.has(patientId));
          return (
            <div class={ui.stack}>
              <Card>
                {!claims.length && !others.length && <Empty>{say(texts.nobody)}</Empty>}
                <ul class={ui.rows}>
                  {claims.map((claim) => (
                    <Row
                      key={claim.id}
                      href={paths.familyClaim(claim.id)}
                      title={nameOf(claim)}
                      detail={`${years(claim.birthDate)} · ${claim.nextStep.message}`}
                      aside={<Tag tone={TONES[claim.state] ?? 'plain'}>{say(STATES[claim.state])}</Tag>}
                    />
                  ))}
                  {others.map(({ patientId, displayName, birthDate, kind, state }) => {
                    const word = state === 'VERIFIED' || state === 'PENDING' ? LINKED[state] : texts.ended;
                    return (
                      <Row
                        key={patientId}
                        href={open.has(patientId) ? paths.record(patientId) : undefined}
                        title={displayName}
                        detail={[
                          birthDate && years(birthDate),
                          say(kind === 'PARENT' ? texts.parent : texts.guardian),
                        ]
                          .filter(Boolean)
                          .join(' · ')}
                        aside={<Tag tone={state === 'VERIFIED' ? 'good' : 'plain'}>{say(word)}</Tag>}
                      />
                    );
                  })}
                </ul>
              </Card>
              <div>
                <a class={forms.button} href={paths.familyNew()}>
                  {say(texts.add)}
                </a>
              </div>
            </div>
          );
        }}
      </LoadedPart>
    </Page>
  );
}
