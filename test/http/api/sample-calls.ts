import { localPeople } from "../../../src/local-chat/people";
import { escalation } from "../../support/cases";

/** A body each change takes, for a case with which everything can be done. */
export const bodies: Readonly<Record<string, string>> = {
  addNote: '{"note":"called"}',
  changeState: '{"state":"escalated"}',
  takeCase: "{}",
  sendCase: "{}",
  changeOwner: JSON.stringify({ owner: localPeople[0]?.aadObjectId }),
  changeSeverity: '{"severity":"B","reason":"half the office"}',
  fileCase: '{"caseNumber":"2611200040001234"}',
  addEvidence: '{"usersAffected":"12"}',
  tickSteps: '{"health_checked":"healthy"}',
  changeAnswers: JSON.stringify(escalation),
  askFurther: '{"impact":"minimal"}',
  linkCase: '{"other":"PS-000001","how":"link"}',
  addWebhook: '{"url":"https://hooks.example/events"}',
  changeWebhook: '{"kinds":["state"],"paused":true}',
  rotateWebhook: "{}",
  testWebhook: "{}",
  exportSubject: '{"kind":"customer","id":"contoso.com"}',
  eraseSubject: '{"kind":"customer","id":"nobody.example"}',
};
