import { findFileType } from "../../src/files/find-file-type";
import { container, png, program, zip } from "../support/sample-files";

const office = "[Content_Types].xml";
const utf16 = (text: string): Buffer =>
  Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]);

test.each<[string, Buffer, string]>([
  ["shot.png", png, "image/png"],
  ["SHOT.PNG", png, "image/png"],
  ["photo.jpeg", Buffer.from("ffd8ffe000104a46", "hex"), "image/jpeg"],
  ["loop.gif", Buffer.from("GIF89a......"), "image/gif"],
  ["shot.webp", Buffer.from("RIFF\u0001\u0002\u0003\u0004WEBPVP8 ", "latin1"), "image/webp"],
  ["guide.pdf", Buffer.from("%PDF-1.7 …"), "application/pdf"],
  ["logs.zip", zip, "application/zip"],
  [
    "note.docx",
    container(office, "word/document.xml"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  ],
  [
    "list.xlsx",
    container(office, "xl/workbook.xml"),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  ],
  [
    "deck.pptx",
    container(office, "ppt/slides"),
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  ],
  [
    "mail.msg",
    Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.from("__substg1.0_001A", "utf16le")]),
    "application/vnd.ms-outlook",
  ],
  ["mail.eml", Buffer.from("From: a@contoso.com\r\n\r\n<html>hello"), "message/rfc822"],
  ["server.log", Buffer.from("09:00 連線中斷"), "text/plain"],
  ["windows.txt", utf16("09:00 連線中斷"), "text/plain"],
  ["rows.csv", Buffer.from("a,b\n1,2"), "text/csv"],
  ["trace.har", Buffer.from("{}"), "application/json"],
  ["config.xml", Buffer.from('<?xml version="1.0"?><!-- svg --><config/>'), "application/xml"],
  ["empty.txt", Buffer.alloc(0), "text/plain"],
])("%s is taken for what it is", (name, bytes, contentType) => {
  expect(findFileType(name, bytes)).toEqual({ contentType, name });
});

test.each<[string, string, Buffer]>([
  ["a program", "setup.exe", program],
  ["a program that is called a picture", "shot.png", program],
  ["a program that is called a text", "readme.txt", program],
  ["a picture that is called a program", "shot.png.exe", png],
  ["a program's ending behind blanks and dots", "shot.png.exe .", png],
  ["a program's ending that is written backwards", "shot\u202egnp.exe", png],
  ["a picture that is called another picture", "shot.jpg", png],
  ["a page", "page.html", Buffer.from("<html>")],
  ["a page that is called a text", "page.txt", Buffer.from("\ufeff \n<!DOCTYPE html><script>")],
  ["a drawing", "a.svg", Buffer.from("<svg/>")],
  [
    "a drawing that is called XML",
    "a.xml",
    Buffer.from('<?xml version="1.0"?>\n<!-- a --><!-- b -->\n<svg onload="x"/>'),
  ],
  ["a script", "run.ps1", Buffer.from("Get-Item")],
  ["a shell script that is called a text", "run.txt", Buffer.from("#!/bin/sh\nrm")],
  ["a text with NUL", "a.log", Buffer.from("a\u0000b")],
  ["a text in no encoding", "a.log", Buffer.from([0x61, 0xff, 0xc0])],
  ["a zip that is called a document", "a.docx", container("readme.txt")],
  ["a document with a macro", "a.docx", container(office, "word/document.xml", "word/vbaProject.bin")],
  ["a document that may have macros", "a.docm", container(office, "word/document.xml")],
  [
    "an installer that is called a mail",
    "a.msg",
    Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), program]),
  ],
  ["a name without an ending", "README", Buffer.from("text")],
  ["an old short name", "SETUP~1.EXE", program],
  ["a picture without a name that is none", "", Buffer.from("text")],
])("%s is not taken", (_, name, bytes) => {
  expect(findFileType(name, bytes)).toBeNull();
});

test("a picture without a name is named after its content", () => {
  expect(findFileType("", png)).toEqual({ contentType: "image/png", name: "image.png" });
});

test("a text of nothing but comments is read in no time", () => {
  const start = performance.now();

  expect(findFileType("a.xml", Buffer.from("<!---->".repeat(100_000)))).not.toBeNull();

  expect(performance.now() - start).toBeLessThan(2000);
});
