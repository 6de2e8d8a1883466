const states: Readonly<Record<string, string>> = {
  AL: 'Alabama',
  AK: 'Alaska',
  AZ: 'Arizona',
  AR: 'Arkansas',
  CA: 'California',
  CO: 'Colorado',
  CT: 'Connecticut',
  DE: 'Delaware',
  DC: 'the District of Columbia',
  FL: 'Florida',
  GA: 'Georgia',
  HI: 'Hawaii',
  ID: 'Idaho',
  IL: 'Illinois',
  IN: 'Indiana',
  IA: 'Iowa',
  KS: 'Kansas',
  KY: 'Kentucky',
  LA: 'Louisiana',
  ME: 'Maine',
  MD: 'Maryland',
  MA: 'Massachusetts',
  MI: 'Michigan',
  MN: 'Minnesota',
  MS: 'Mississippi',
  MO: 'Missouri',
  MT: 'Montana',
  NE: 'Nebraska',
  NV: 'Nevada',
  NH: 'New Hampshire',
  NJ: 'New Jersey',
  NM: 'New Mexico',
  NY: 'New York',
  NC: 'North Carolina',
  ND: 'North Dakota',
  OH: 'Ohio',
  OK: 'Oklahoma',
  OR: 'Oregon',
  PA: 'Pennsylvania',
  PR: 'Puerto Rico',
  RI: 'Rhode Island',
  SC: 'South Carolina',
  SD: 'South Dakota',
  TN: 'Tennessee',
  TX: 'Texas',
  UT: 'Utah',
  VT: 'Vermont',
  VA: 'Virginia',
  WA: 'Washington',
  WV: 'West Virginia',
  WI: 'Wisconsin',
  WY: 'Wyoming',
}

/** First three digits of a ZIP code, as USPS Publication 65 assigns them: `from-to` and the state. */
const zipRanges = `
  006-009 PR, 010-027 MA, 028-029 RI, 030-038 NH, 039-049 ME, 050-054 VT, 055-055 MA, 056-059 VT, 060-069 CT, 070-089 NJ,
  100-149 NY, 150-196 PA, 197-199 DE, 200-205 DC, 206-219 MD, 220-246 VA, 247-268 WV, 270-289 NC, 290-299 SC, 300-319 GA,
  320-349 FL, 350-369 AL, 370-385 TN, 386-397 MS, 398-399 GA, 400-427 KY, 430-459 OH, 460-479 IN, 480-499 MI, 500-528 IA,
  530-549 WI, 550-567 MN, 570-577 SD, 580-588 ND, 590-599 MT, 600-629 IL, 630-658 MO, 660-679 KS, 680-693 NE, 700-714 LA,
  716-729 AR, 730-749 OK, 750-799 TX, 800-816 CO, 820-831 WY, 832-838 ID, 840-847 UT, 850-865 AZ, 870-884 NM, 885-885 TX,
  889-898 NV, 900-961 CA, 967-968 HI, 970-979 OR, 980-994 WA, 995-999 AK`
  .split(',')
  .map((entry) => /(\d{3})-(\d{3}) ([A-Z]{2})/.exec(entry))
  .flatMap((match) =>
    match === null ? [] : [{ from: Number(match[1]), to: Number(match[2]), state: match[3] ?? '' }],
  )

/** Cities of more than about 150,000 people whose name means one place: any smaller one is "a town". */
const cities = `
  AL: birmingham, montgomery, huntsville, mobile; AK: anchorage; AZ: phoenix, tucson, mesa, chandler, scottsdale, tempe;
  AR: little rock, fayetteville; CA: los angeles, san diego, san jose, san francisco, fresno, sacramento, long beach,
  oakland, bakersfield, anaheim, santa ana, riverside, stockton, irvine, chula vista, fremont, san bernardino, modesto,
  fontana, oxnard, santa clarita, berkeley, santa barbara, palo alto, santa cruz, alameda; CO: denver, colorado springs,
  boulder, fort collins; CT: hartford, new haven, bridgeport, stamford; DE: wilmington; DC: washington dc;
  FL: jacksonville, miami, tampa, orlando, st petersburg, hialeah, tallahassee, fort lauderdale, gainesville;
  GA: atlanta, savannah; HI: honolulu; ID: boise; IL: chicago, naperville; IN: indianapolis, fort wayne; IA: des moines,
  cedar rapids; KS: wichita, topeka, overland park; KY: louisville, lexington; LA: new orleans, baton rouge, shreveport;
  MD: baltimore, bethesda; MA: boston, worcester, cambridge; MI: detroit, grand rapids, ann arbor, flint;
  MN: minneapolis, st paul, saint paul, duluth; MS: jackson; MO: st louis, saint louis; NE: omaha, lincoln;
  NV: las vegas, reno; NH: manchester; NJ: newark, jersey city, paterson; NM: albuquerque, santa fe; NY: new york,
  new york city, brooklyn, queens, manhattan, the bronx, bronx, staten island, buffalo, yonkers, syracuse, albany;
  NC: charlotte, raleigh, greensboro, durham, winston-salem, asheville; OH: cleveland, cincinnati, toledo, akron, dayton;
  OK: oklahoma city, tulsa; OR: eugene; PA: philadelphia, pittsburgh, allentown; RI: providence; TN: nashville, memphis,
  knoxville, chattanooga; TX: houston, san antonio, dallas, austin, fort worth, el paso, corpus christi, plano, laredo,
  lubbock, amarillo; UT: salt lake city, provo; VA: virginia beach, norfolk, chesapeake, richmond; WA: seattle, spokane,
  tacoma; WI: milwaukee, madison`

const stateOfCity: ReadonlyMap<string, string> = new Map(
  cities.split(';').flatMap((entry) => {
    const [code = '', names = ''] = entry.split(':')
    return names
      .split(',')
      .map((name) => [name.trim().replace(/\s+/g, ' '), states[code.trim()] ?? ''] as const)
  }),
)

const stateOfName: ReadonlyMap<string, string> = new Map([
  ...Object.values(states).map((name) => [name.toLowerCase(), name] as const),
  ['district of columbia', 'the District of Columbia'],
])

const names = [...stateOfName.keys()].sort((a, b) => b.length - a.length).join('|')
const codes = Object.keys(states).join('|')
/** A state after a place: ", TX", " Texas", ", N.Y." without its full stops. Longest names first. */
export const stateAfter = new RegExp(`^,?\\s{1,2}(?:(${codes})\\b(?!['’])|((?:${names}))\\b)`, 'i')
const stateWithin = new RegExp(
  `,\\s{0,2}(?:(${codes})\\b|((?:${names}))\\b)|\\b(${codes})\\s{1,2}\\d{5}\\b`,
  'i',
)
const zipWithin = /\b(\d{3})\d{2}(?:-\d{4})?\b(?!.*\d{5})/s

function stateOf(code: string | undefined, name: string | undefined): string | undefined {
  return code === undefined ? stateOfName.get((name ?? '').toLowerCase()) : states[code.toUpperCase()]
}

/** The state that words name after a place, with how many units it takes; codes count in capitals alone. */
export function stateFollowing(
  after: string,
): { readonly state: string; readonly length: number } | undefined {
  const match = stateAfter.exec(after)
  if (match === null || (match[1] !== undefined && match[1] !== match[1].toUpperCase())) return undefined
  const state = stateOf(match[1], match[2])
  return state === undefined ? undefined : { state, length: match[0].length }
}

/** The state that a place lies in (a state lies in itself), as far as the words themselves or the dictionary tell. */
export function stateOfPlace(value: string): string | undefined {
  const named = stateWithin.exec(value)
  const code = named?.[1] ?? named?.[3]
  if (named !== null && (code === undefined || code === code.toUpperCase())) {
    const state = stateOf(code, named[2])
    if (state !== undefined) return state
  }
  const prefix = Number(zipWithin.exec(value)?.[1] ?? Number.NaN)
  const zip = zipRanges.find(({ from, to }) => prefix >= from && prefix <= to)
  if (zip !== undefined) return states[zip.state]
  const folded = value
    .toLowerCase()
    .replace(/[.’']/g, '')
    .replace(/[\s,]+/g, ' ')
    .trim()
  return stateOfCity.get(folded) ?? stateOfName.get(folded)
}
