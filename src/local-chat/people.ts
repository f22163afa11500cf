import type { Person } from "./participants";

/** The tenant of everybody in the local chat. */
export const localTenantId = "3d0f5a0e-9f5c-4c0b-8a51-6c2c7e1b9d10";

/** Who the local chat lets you be. */
export const localPeople: readonly Person[] = [
  {
    aadObjectId: "6a1d3c52-0b7e-4b5c-9d7a-2f1f0c8e4a01",
    id: "29:1local-mei-chen-b0Zq7VhXw3",
    name: "Mei Chen",
    role: "technician",
    email: "mei.chen@partner.example",
  },
  {
    aadObjectId: "c84e9b17-52f3-4d2a-8f0c-7b6d51a3e902",
    id: "29:1local-alex-rivera-k9Tn4RdYs8",
    name: "Alex Rivera",
    role: "technician",
    email: "alex.rivera@partner.example",
  },
  {
    aadObjectId: "f27b6d08-93c1-4e6b-a5d4-1e9a70c2bb03",
    id: "29:1local-jordan-blake-p5Lm2QcEu6",
    name: "Jordan Blake",
    role: "lead",
    email: "jordan.blake@partner.example",
  },
];
