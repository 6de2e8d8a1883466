import { findHolidays, findOrdinalDays } from './date-days.ts'
import { findForeignDates, findMonthDates } from './date-months.ts'
import { findNumericDates } from './date-numeric.ts'
import { phrases, type Recognizer } from './recognizer.ts'

/** Dates in every way that Americans write them; a year alone is no identifier. */
export const date: Recognizer = {
  id: 'date',
  category: 'C',
  anchors: ['numeric', 'months', 'capitals'],
  labelWords: phrases(`
    dob; d.o.b; date of birth; birth date; birthdate; birthday; born; born on; dos; date of service;
    date of visit; date; admission date; admit; admitted; admitted on; discharge date; discharged;
    discharge; dod; date of death; died; died on; deceased; appointment; appt; fecha de nacimiento;
    surgery date; date of admission; date of discharge; bday; doi; date of injury; dol; date of loss;
    service date; due date; birth; dx date; order date; effective date; start date; end date; visit date;
    onset date; lmp; edd; svc; svc date; date coll; coll; posted; rec date; doe; date seen; date filled
  `),
  reference: '45 CFR 164.514(b)(2)(i)(C); ISO 8601',
  find(input, emit) {
    findNumericDates(input, emit)
    findMonthDates(input, emit)
    findForeignDates(input, emit)
    findOrdinalDays(input, emit)
    findHolidays(input, emit)
  },
}
