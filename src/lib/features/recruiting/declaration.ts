import type { DeclarationKind } from '#lib/features/volunteers/volunteer.ts';

/** An office's words for a declaration. */
export type DeclarationText = {
  id: string;
  kind: DeclarationKind;
  version: number;
  body: string;
  publishedAt: Date;
};

/** With which words an office begins; it publishes its own as version 2. Paragraphs are parted by an empty line. */
export const firstTexts: Record<DeclarationKind, string> = {
  volunteer_agreement: `Ich engagiere mich freiwillig und ohne Bezahlung. Was ich tue und wie viel Zeit ich mitbringe, spreche ich mit dem Seniorenbüro ab.

Das Seniorenbüro bereitet mich vor, begleitet mich und ist bei Fragen und Sorgen für mich da. Während der Einsätze und auf dem Weg dorthin bin ich über den Träger versichert. Auslagen werden nach Absprache ersetzt.

Wenn ich verhindert bin, sage ich so früh wie möglich Bescheid. Ich darf jederzeit aufhören, ohne einen Grund zu nennen; das Seniorenbüro darf die Zusammenarbeit ebenfalls beenden.`,
  secrecy_declaration: `Was ich bei meinen Einsätzen über Menschen erfahre, behalte ich für mich: Namen, Anschriften, Gesundheit, Familie, Geld und alles andere, was nicht öffentlich ist. Das gilt auch gegenüber meiner Familie, und es gilt weiter, wenn ich nicht mehr mitmache.

Mit dem Seniorenbüro darf ich über das sprechen, was mir Sorgen macht. Fotos mache und zeige ich nur, wenn die Menschen eingewilligt haben.

Unterlagen und Schlüssel gebe ich zurück, wenn mein Engagement endet.`,
  self_commitment: `Ich achte die Würde und die Grenzen der Menschen, die mir anvertraut sind, besonders die der Kinder. Ich wende keine Gewalt an, weder mit Worten noch mit Taten, und schaue nicht weg, wenn andere es tun.

Ich nehme keine Geldgeschenke an und leihe kein Geld. Was mir auffällt, sage ich dem Seniorenbüro oder der Schulleitung.

Gegen mich läuft kein Verfahren wegen einer Straftat, die mich für die Arbeit mit Kindern ungeeignet machen würde. Sollte sich das ändern, sage ich es sofort.`,
};
