import { writePersonalDataPage } from "../storage/personal-data-page";

process.stdout.write(writePersonalDataPage());
