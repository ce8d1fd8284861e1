export declare const documentId: (sha256: string) => string;
