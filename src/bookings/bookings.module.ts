import { Module } from '@nestjs/common';
import { HoursModule } from '../hours/hours.module.js';
import { BookingScope } from './booking.scope.js';
import { BookingsController } from './bookings.controller.js';
import { BookingsService } from './bookings.service.js';
import { CancellationsService } from './cancellations.service.js';
import { ChangeWriter } from './change.writer.js';
import { DecisionsService } from './decisions.service.js';
import { EditsService } from './edits.service.js';
import { Judging } from './judging.service.js';
import { PersonElsewhere } from './person-elsewhere.js';
import { ReadingService } from './reading.service.js';
import { RecurrencesController } from './recurrences.controller.js';
import { RequestReader } from './request.service.js';
import { RivalsService } from './rivals.service.js';
import { BookingRuleImpact } from './rule-impact.handler.js';
import { TimetableController } from './timetable.controller.js';
import { AvailabilityService } from './availability.service.js';
import { ScheduleService } from './schedule.service.js';
import { BookingWorld } from './world.service.js';
import { BookingZoneImpact } from './zone-impact.handler.js';

/** Bookings, their occurrences and who decides them. */
@Module({
  imports: [HoursModule],
  controllers: [BookingsController, TimetableController, RecurrencesController],
  providers: [
    BookingScope,
    BookingWorld,
    BookingsService,
    BookingRuleImpact,
    BookingZoneImpact,
    CancellationsService,
    ChangeWriter,
    DecisionsService,
    EditsService,
    Judging,
    PersonElsewhere,
    ReadingService,
    RequestReader,
    RivalsService,
    AvailabilityService,
    ScheduleService,
  ],
  exports: [BookingsService, DecisionsService],
})
export class BookingsModule {}
