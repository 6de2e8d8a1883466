/**
 * What a practice writes to its patients about their care without a word of health: when and where they meet, what to
 * do until then, how it went. To anybody else the same words say nothing.
 */
const ARRANGEMENT =
  /\b(?:see you|tomorrow|tonight|next (?:time|week|month|one|visit)|last (?:time|week|night)|this week|same (?:time|link|place|room)|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:1[0-2]|[1-9])(?::[0-5]\d)? ?(?:[ap]\.?m\b|o'clock)|at (?:1[0-2]|[1-9])\b|come (?:in|by|back)|stop by|drop (?:in|by|off)|pick (?:it )?up|video link|the link|waiting room|front desk|running late|shorter hour|make it up|reschedul|cancel|slot|opening|works for|session|appointment|appt|visit|call (?:me|us|the (?:office|clinic))|how (?:are|did|is|was) (?:you|it|that|the)|feel(?:ing)?|hang in|proud of|good work|nice work|great job|well done|take (?:it|one|two|care of)|bring|homework|worksheet|journal|practice|breath|sleep|rest\b|ready|results?|test|form\b|forms|paperwork|portal|refill|dose|drops|don't (?:hurry|worry|wait))/i

/** Whether a text to a patient arranges, accompanies or reports care. */
export function readsAsArrangement(text: string): boolean {
  return ARRANGEMENT.test(text)
}
