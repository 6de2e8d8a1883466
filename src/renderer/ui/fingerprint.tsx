import './fingerprint.css'

/** A fingerprint in groups of four, so that eyes can follow it. */
export function Fingerprint({ value }: { readonly value: string }) {
  return <code className="fingerprint">{value.toUpperCase().replaceAll(/(.{4})(?=.)/g, '$1 ')}</code>
}
