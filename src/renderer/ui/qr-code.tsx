import { encode } from 'uqr'
import './qr-code.css'

/** Free modules around the code that scanners need (ISO/IEC 18004, section 9.1). */
const quietZone = 4

type Props = {
  readonly value: string
  /** What it holds, for who can't see it. */
  readonly label: string
}

/** Dark on white in either scheme: scanners don't read the inverse reliably. */
export function QrCode({ value, label }: Props) {
  const { data, size } = encode(value, { ecc: 'M', border: quietZone })
  const path = data
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${String(x)} ${String(y)}h1v1h-1z` : '')))
    .join('')
  return (
    <svg className="qr-code" viewBox={`0 0 ${String(size)} ${String(size)}`} role="img" aria-label={label}>
      <path d={path} />
    </svg>
  )
}
