/** Formatters of `Intl`, made once for each locale and set of options: making one is slow. */

// British order of day and month for English; Western digits for Arabic, as on signs in Germany.
const intlLocales: Record<string, string> = { en: 'en-GB', ar: 'ar-u-nu-latn' };
const cache = new Map<string, unknown>();

/** The locale that `Intl` writes a language of ours in; German for one that it does not know. */
function intlLocale(locale: string): string {
  const wanted = intlLocales[locale] ?? locale;
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(wanted)[0] ?? 'de';
  } catch {
    return 'de';
  }
}

function cached<Formatter>(key: string, make: () => Formatter): Formatter {
  let formatter = cache.get(key) as Formatter | undefined;
  if (!formatter) {
    formatter = make();
    cache.set(key, formatter);
  }
  return formatter;
}

export function dateFormatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return cached(
    `date ${locale} ${JSON.stringify(options)}`,
    () => new Intl.DateTimeFormat(intlLocale(locale), { calendar: 'gregory', ...options }),
  );
}

export function numberFormatter(locale: string, options: Intl.NumberFormatOptions = {}): Intl.NumberFormat {
  return cached(
    `number ${locale} ${JSON.stringify(options)}`,
    () => new Intl.NumberFormat(intlLocale(locale), options),
  );
}

export function relativeFormatter(locale: string): Intl.RelativeTimeFormat {
  return cached(
    `relative ${locale}`,
    () => new Intl.RelativeTimeFormat(intlLocale(locale), { numeric: 'auto' }),
  );
}
