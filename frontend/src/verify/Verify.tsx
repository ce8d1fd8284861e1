import { useLocation } from 'preact-iso';
import { useRead } from '../api/read';
import { graphql } from '../gen/gql';
import type { ExportForm } from '../gen/graphql';
import { type Both, useLocale } from '../i18n/locale';
import { verifyCodeOf } from '../paths';
import { Card } from '../ui/Basics';
import { Notice } from '../ui/Notice';
import { Page } from '../ui/Page';
import { LoadedPart } from '../ui/States';
import css from '../ui/ui.module.css';
import { texts } from './texts';

const CHECK = graphql(`
  query CheckDocument($code: String!) {
    checkedDocument(code: $code) { form holder issuedOn validUntil revoked valid }
  }
`);

const NAMES: Partial<Record<ExportForm, Both>> = {
  RECORD_PDF: texts.RECORD_PDF,
  VACCINATION_CERTIFICATE: texts.VACCINATION_CERTIFICATE,
  EMERGENCY_CARD: texts.EMERGENCY_CARD,
};

/** For anybody who holds a document: whether it was issued, for whom, and whether it counts. */
export default function Verify() {
  const { say, date } = useLocale();
  const read = useRead(CHECK, { code: verifyCodeOf(useLocation().path) ?? '' });
  return (
    <Page title={say(texts.title)} heading={say(texts.title)}>
      <LoadedPart read={read}>
        {({ checkedDocument: found }) =>
          found ? (
            <Card>
              <Notice tone={found.valid ? 'good' : 'warn'}>
                {say(found.valid ? texts.valid : found.revoked ? texts.revoked : texts.ended)}
              </Notice>
              <dl>
                <dt>{say(texts.what)}</dt>
                <dd>{say(NAMES[found.form] ?? texts.title)}</dd>
                <dt>{say(texts.who)}</dt>
                <dd>{found.holder}</dd>
                <dt>{say(texts.when)}</dt>
                <dd>{date(found.issuedOn)}</dd>
                {found.validUntil && (
                  <>
                    <dt>{say(texts.until)}</dt>
                    <dd>{date(found.validUntil)}</dd>
                  </>
                )}
              </dl>
              <p class={css.small}>{say(texts.compare)}</p>
            </Card>
          ) : (
            <Card>
              <Notice tone="warn">{say(texts.none)}</Notice>
              <p>{say(texts.noneText)}</p>
            </Card>
          )
        }
      </LoadedPart>
    </Page>
  );
}
