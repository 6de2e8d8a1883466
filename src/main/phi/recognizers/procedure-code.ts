/** Psychiatry, testing, therapy, and office visits, as CPT numbers what a practice bills most. */
const PROCEDURE =
  /^(?:90(?:78[5-9]|79[12]|8[345]\d|86[3-9]|870|88\d|899)|9(?:201|213)[24]|9250[78]|925[267]\d|96(?:1[0-7]\d|3\d\d|372)|97(?:0[1-3]\d|1[1-68]\d|53\d|75\d|80[2-4]|81[0-4])|98(?:94\d|96\d|97\d)|99(?:0\d\d|2[0-5]\d|3[0-9]\d|4\d\d))$/

/** Whether five digits are the code of a service, which names nobody (CPT of the American Medical Association). */
export function isProcedureCode(written: string): boolean {
  return PROCEDURE.test(written)
}
