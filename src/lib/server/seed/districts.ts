import dortmund from '#lib/features/organisations/towns/dortmund.json' with { type: 'json' };
import { pointOfPostalCode, townFileSchema } from '#lib/features/organisations/town.ts';
import type { Scale } from './scales.ts';
import type { District } from './town.ts';

/** The demo's town: twelve districts, twenty-seven postal codes. */
export const townFile = townFileSchema.parse(dortmund);

export type DistrictPlan = District & { cityName: string; weight: number; isDiverse: boolean };

const beginnings =
  'Linden Buchen Erlen Birken Ahorn Eschen Weiden Ulmen Kiefern Tannen Rosen Mühlen Stein Sand Wiesen Brunnen Markt Alten Neuen Ober'.split(
    ' ',
  );
const endings =
  'au feld bach hausen rode tal berg heim dorf furt born stedt wald see kirchen brück hagen loh moor eck bruch sen'.split(
    ' ',
  );

/** Four hundred towns that are on no map, fifty of them with two districts. */
function inventedDistricts(count: number): DistrictPlan[] {
  const towns = Math.ceil((count * 400) / 450);
  return Array.from({ length: count }, (_, index) => {
    const town = index % towns;
    const cityName =
      beginnings[town % beginnings.length]! + endings[Math.floor(town / beginnings.length) % endings.length]!;
    const isSecond = index >= towns;
    return {
      code: `r${String(index + 1).padStart(3, '0')}`,
      name: isSecond ? `${cityName}-Süd` : cityName,
      cityName,
      // A grid over the middle of the country.
      latitude: 48.2 + Math.floor(index / 22) * 0.27 + (isSecond ? 0.03 : 0),
      longitude: 7.2 + (index % 22) * 0.28,
      // No real postal code begins with two zeros.
      postalCodes: [String(2 * index + 1).padStart(5, '0'), String(2 * index + 2).padStart(5, '0')],
      weight: 1,
      isDiverse: index % 9 === 0,
    };
  });
}

/** The districts of a scale, the cast's own first. */
export function districtsOf(
  scale: Scale,
  cast: { district: string; weights: Record<string, number>; diverse: Set<string> },
): DistrictPlan[] {
  const own = townFile.districts.map((district) => {
    const inOrder = Object.entries(townFile.postalCodes).filter(([, codes]) => codes.includes(district.code));
    const main = inOrder.filter(([, codes]) => codes[0] === district.code);
    return {
      ...district,
      cityName: townFile.name,
      postalCodes: (main.length > 0 ? main : inOrder).map(([code]) => code),
      weight: cast.weights[district.code] ?? 1,
      isDiverse: cast.diverse.has(district.code),
    };
  });
  own.sort((a, b) => Number(b.code === cast.district) - Number(a.code === cast.district));
  if (scale === 'country')
    return [...own.map((d) => ({ ...d, weight: 1 })), ...inventedDistricts(450 - own.length)];
  if (scale === 'city') return own;
  // The demo shows one office in full life, and the others in outline.
  const others = own.reduce((sum, d) => sum + (d.code === cast.district ? 0 : d.weight), 0);
  return own.map((d) => (d.code === cast.district ? { ...d, weight: others * 0.55 } : d));
}

/** The points of all postal codes, as the database has them too. */
export function pointsOf(districts: DistrictPlan[]): Map<string, { latitude: number; longitude: number }> {
  const byCode = new Map(districts.map((district) => [district.code, district]));
  const points = new Map<string, { latitude: number; longitude: number }>();
  for (const [code, inDistricts] of Object.entries(townFile.postalCodes)) {
    points.set(code, pointOfPostalCode(inDistricts.map((district) => byCode.get(district)!)));
  }
  for (const { postalCodes, latitude, longitude } of districts) {
    for (const code of postalCodes) if (!points.has(code)) points.set(code, { latitude, longitude });
  }
  return points;
}

/** How many of `total` the units before each one have: where its numbering begins. */
export function offsets(counts: readonly number[]): number[] {
  let sum = 0;
  return counts.map((count) => (sum += count) - count);
}
