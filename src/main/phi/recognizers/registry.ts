import { accessCode } from './access-code.ts'
import { account } from './account.ts'
import { address } from './address.ts'
import { ageOver89 } from './age-over-89.ts'
import { biometric } from './biometric.ts'
import { cardCode } from './card-code.ts'
import { careSite } from './care-site.ts'
import { code } from './code.ts'
import { date } from './date.ts'
import { device } from './device.ts'
import { email } from './email.ts'
import { facility } from './facility.ts'
import { fax } from './fax.ts'
import { geocode } from './geocode.ts'
import { healthPlan } from './health-plan.ts'
import { ipAddress } from './ip-address.ts'
import { licence } from './licence.ts'
import { medicalRecord } from './medical-record.ts'
import { nameBesideRole } from './name-beside-role.ts'
import { nameFirst } from './name-first.ts'
import { nameFull } from './name-full.ts'
import { nameLabelled } from './name-labelled.ts'
import { nameTitled } from './name-titled.ts'
import { otherId } from './other-id.ts'
import { paymentCard } from './payment-card.ts'
import { phone } from './phone.ts'
import { photo } from './photo.ts'
import { place } from './place.ts'
import { postal } from './postal.ts'
import type { Recognizer } from './recognizer.ts'
import { ssn } from './ssn.ts'
import { staffInitials } from './staff-initials.ts'
import { url } from './url.ts'
import { vehicle } from './vehicle.ts'

/**
 * Every recognizer, once, all on. Where two find the same text with the same score, the earlier wins. The patient
 * list is matched beside them, in practice/.
 */
export const recognizers: readonly Recognizer[] = [
  ssn,
  email,
  url,
  medicalRecord,
  paymentCard,
  healthPlan,
  account,
  vehicle,
  licence,
  device,
  biometric,
  photo,
  fax,
  phone,
  ipAddress,
  address,
  postal,
  geocode,
  ageOver89,
  date,
  nameTitled,
  nameLabelled,
  nameFull,
  nameBesideRole,
  staffInitials,
  facility,
  careSite,
  place,
  nameFirst,
  otherId,
  code,
  cardCode,
  accessCode,
]
