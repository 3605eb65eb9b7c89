// Made by `npm run generate` from the server's schemas. Do not edit.

export interface paths {
    "/api/about": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** About */
        get: operations["about_api_about_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gallery": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Gallery */
        get: operations["gallery_api_gallery_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/students": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List Students */
        get: operations["list_students_api_students_get"];
        put?: never;
        /** Create Student */
        post: operations["create_student_api_students_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/students/{student_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read Student */
        get: operations["read_student_api_students__student_id__get"];
        put?: never;
        post?: never;
        /** Delete Student */
        delete: operations["delete_student_api_students__student_id__delete"];
        options?: never;
        head?: never;
        /** Update Student */
        patch: operations["update_student_api_students__student_id__patch"];
        trace?: never;
    };
    "/api/students/{student_id}/faces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Enroll */
        post: operations["enroll_api_students__student_id__faces_post"];
        /** Delete Faces */
        delete: operations["delete_faces_api_students__student_id__faces_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/class-sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List Class Sessions */
        get: operations["list_class_sessions_api_class_sessions_get"];
        put?: never;
        /** Start Class Session */
        post: operations["start_class_session_api_class_sessions_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/class-sessions/{class_session_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read Class Session */
        get: operations["read_class_session_api_class_sessions__class_session_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/class-sessions/{class_session_id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End Class Session */
        post: operations["end_class_session_api_class_sessions__class_session_id__end_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/class-sessions/{class_session_id}/attendance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Attendance */
        get: operations["attendance_api_class_sessions__class_session_id__attendance_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/students/{student_id}/emotions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Student Emotions */
        get: operations["student_emotions_api_students__student_id__emotions_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/students/{student_id}/emotions/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Student Emotion Summary */
        get: operations["student_emotion_summary_api_students__student_id__emotions_summary_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/class-sessions/{class_session_id}/emotions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Class Session Emotions */
        get: operations["class_session_emotions_api_class_sessions__class_session_id__emotions_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/class-sessions/{class_session_id}/emotions/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Class Session Emotion Summary */
        get: operations["class_session_emotion_summary_api_class_sessions__class_session_id__emotions_summary_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * About
         * @description What the page needs to know before it starts a camera.
         */
        About: {
            /** Version */
            version: string;
            /** Networks */
            networks: components["schemas"]["Network"][];
            /** Runtime */
            runtime: string;
            /** Execution Provider */
            execution_provider: string;
            emotion_set: components["schemas"]["EmotionSet"];
            /** Emotion Sets */
            emotion_sets: {
                [key: string]: string[];
            };
            /** Max Enrollment Images */
            max_enrollment_images: number;
            /** Demo Clip Url */
            demo_clip_url: string | null;
        };
        /** Attendance */
        Attendance: {
            /** Class Session Id */
            class_session_id: number;
            /**
             * Started At
             * Format: date-time
             */
            started_at: string;
            /** Ended At */
            ended_at: string | null;
            /** Attendees */
            attendees: components["schemas"]["Attendee"][];
        };
        /** Attendee */
        Attendee: {
            /** Student Id */
            student_id: number;
            /** Name */
            name: string;
            /**
             * First Seen At
             * Format: date-time
             */
            first_seen_at: string;
            /**
             * Last Seen At
             * Format: date-time
             */
            last_seen_at: string;
            /** Seconds Seen */
            seconds_seen: number;
        };
        /** Body_enroll_api_students__student_id__faces_post */
        Body_enroll_api_students__student_id__faces_post: {
            /** Images */
            images: string[];
        };
        /**
         * Bucket
         * @enum {string}
         */
        Bucket: "10s" | "1m" | "5m" | "1h" | "1d";
        /** ClassSession */
        ClassSession: {
            /** Id */
            id: number;
            /** Name */
            name: string;
            emotion_set: components["schemas"]["EmotionSet"];
            /**
             * Started At
             * Format: date-time
             */
            started_at: string;
            /** Ended At */
            ended_at: string | null;
            /** Students Seen */
            students_seen: number;
        };
        /** ClassSessionCreate */
        ClassSessionCreate: {
            /** Name */
            name: string;
            /** @default wellbeing */
            emotion_set: components["schemas"]["EmotionSet"];
        };
        /** ClassSessionPage */
        ClassSessionPage: {
            /** Items */
            items: components["schemas"]["ClassSession"][];
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
        };
        /**
         * EmotionBucket
         * @description One bucket in which somebody was seen; buckets without an observation are left out.
         */
        EmotionBucket: {
            /**
             * Start
             * Format: date-time
             */
            start: string;
            /** Probabilities */
            probabilities: {
                [key: string]: number;
            };
            /** Dominant */
            dominant: string;
            /** Seconds Observed */
            seconds_observed: number;
            /** Coverage */
            coverage: number;
        };
        /** EmotionHistory */
        EmotionHistory: {
            emotion_set: components["schemas"]["EmotionSet"];
            bucket: components["schemas"]["Bucket"];
            /**
             * Start
             * Format: date-time
             */
            start: string;
            /**
             * End
             * Format: date-time
             */
            end: string;
            /** Labels */
            labels: string[];
            /** Buckets */
            buckets: components["schemas"]["EmotionBucket"][];
        };
        /**
         * EmotionSet
         * @description Five of the six emotions: what a class session shows.
         * @enum {string}
         */
        EmotionSet: "wellbeing" | "engagement";
        /**
         * EmotionSummary
         * @description The whole range as one bucket. Without an observation the probabilities are empty.
         */
        EmotionSummary: {
            emotion_set: components["schemas"]["EmotionSet"];
            /**
             * Start
             * Format: date-time
             */
            start: string;
            /**
             * End
             * Format: date-time
             */
            end: string;
            /** Labels */
            labels: string[];
            /** Probabilities */
            probabilities: {
                [key: string]: number;
            };
            /** Dominant */
            dominant: string | null;
            /** Dominant Seconds */
            dominant_seconds: {
                [key: string]: number;
            };
            /** Seconds Observed */
            seconds_observed: number;
            /** Coverage */
            coverage: number;
            /** First Observed At */
            first_observed_at: string | null;
            /** Last Observed At */
            last_observed_at: string | null;
        };
        /** EnrollmentReport */
        EnrollmentReport: {
            student: components["schemas"]["Student"];
            /** Accepted */
            accepted: number;
            /** Rejected */
            rejected: number;
            /** Results */
            results: components["schemas"]["FaceReport"][];
        };
        /**
         * FaceMeasurements
         * @description What was measured on the face; None where there was no single face to measure.
         */
        FaceMeasurements: {
            /** Faces Found */
            faces_found: number;
            /** Detection Score */
            detection_score?: number | null;
            /** Face Px */
            face_px?: number | null;
            /** Sharpness */
            sharpness?: number | null;
            /** Brightness */
            brightness?: number | null;
            /** Yaw */
            yaw?: number | null;
            /** Pitch */
            pitch?: number | null;
            /** Roll */
            roll?: number | null;
            /** Similarity To Own */
            similarity_to_own?: number | null;
            /** Similarity To Others */
            similarity_to_others?: number | null;
        };
        /**
         * FaceRejection
         * @description Why an enrollment photo was not accepted.
         * @enum {string}
         */
        FaceRejection: "not_an_image" | "image_truncated" | "image_too_large" | "image_empty" | "no_face" | "several_faces" | "face_too_small" | "face_cut_off" | "too_blurry" | "too_dark" | "too_bright" | "extreme_pose" | "duplicate_photo" | "differs_from_other_photos" | "resembles_another_student" | "too_many_faces_stored";
        /**
         * FaceReport
         * @description The answer for one photo, in the order of the upload.
         */
        FaceReport: {
            /** Index */
            index: number;
            /** Filename */
            filename: string | null;
            /** Accepted */
            accepted: boolean;
            /** Reasons */
            reasons: components["schemas"]["Rejection"][];
            measurements: components["schemas"]["FaceMeasurements"];
        };
        /**
         * GalleryInfo
         * @description Who can be recognised, and by which rule.
         */
        GalleryInfo: {
            /** Embedder */
            embedder: string;
            /** Weights Sha256 */
            weights_sha256: string;
            /** Students */
            students: number;
            /** Faces */
            faces: number;
            /** Known Threshold */
            known_threshold: number;
            /** Unsure Threshold */
            unsure_threshold: number;
            /** Students Who Need Enrollment */
            students_who_need_enrollment: number;
        };
        /** Network */
        Network: {
            /** Task */
            task: string;
            /** Name */
            name: string;
            /** Sha256 */
            sha256: string;
        };
        /**
         * Problem
         * @description RFC 9457 problem details; `code` is stable and meant for programs.
         */
        Problem: {
            /** Type */
            type: string;
            /** Title */
            title: string;
            /** Status */
            status: number;
            /** Detail */
            detail: string;
            /** Code */
            code: string;
            /** Instance */
            instance?: string | null;
            /**
             * Errors
             * @default []
             */
            errors: {
                [key: string]: string;
            }[];
        };
        /** Rejection */
        Rejection: {
            code: components["schemas"]["FaceRejection"];
            /** Detail */
            detail: string;
        };
        /** Student */
        Student: {
            /** Id */
            id: number;
            /** Name */
            name: string;
            /** External Id */
            external_id: string | null;
            /** Note */
            note: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
            /** Faces */
            faces: number;
            /** Needs Enrollment */
            needs_enrollment: boolean;
            /** Last Seen At */
            last_seen_at: string | null;
        };
        /** StudentCreate */
        StudentCreate: {
            /** Name */
            name: string;
            /** External Id */
            external_id?: string | null;
            /**
             * Note
             * @default
             */
            note: string;
        };
        /** StudentPage */
        StudentPage: {
            /** Items */
            items: components["schemas"]["Student"][];
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
        };
        /**
         * StudentUpdate
         * @description Fields left out stay as they are.
         */
        StudentUpdate: {
            /** Name */
            name?: string | null;
            /** External Id */
            external_id?: string | null;
            /** Note */
            note?: string | null;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    about_api_about_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["About"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    gallery_api_gallery_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GalleryInfo"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_students_api_students_get: {
        parameters: {
            query?: {
                search?: string;
                limit?: number;
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudentPage"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_student_api_students_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StudentCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Student"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_student_api_students__student_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                student_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Student"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_student_api_students__student_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                student_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    update_student_api_students__student_id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                student_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StudentUpdate"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Student"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    enroll_api_students__student_id__faces_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                student_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["Body_enroll_api_students__student_id__faces_post"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnrollmentReport"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_faces_api_students__student_id__faces_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                student_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Student"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_class_sessions_api_class_sessions_get: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClassSessionPage"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    start_class_session_api_class_sessions_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClassSessionCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClassSession"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_class_session_api_class_sessions__class_session_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                class_session_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClassSession"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    end_class_session_api_class_sessions__class_session_id__end_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                class_session_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClassSession"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    attendance_api_class_sessions__class_session_id__attendance_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                class_session_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attendance"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    student_emotions_api_students__student_id__emotions_get: {
        parameters: {
            query?: {
                from?: string | null;
                to?: string | null;
                emotion_set?: components["schemas"]["EmotionSet"] | null;
                bucket?: components["schemas"]["Bucket"];
            };
            header?: never;
            path: {
                student_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmotionHistory"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    student_emotion_summary_api_students__student_id__emotions_summary_get: {
        parameters: {
            query?: {
                from?: string | null;
                to?: string | null;
                emotion_set?: components["schemas"]["EmotionSet"] | null;
            };
            header?: never;
            path: {
                student_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmotionSummary"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    class_session_emotions_api_class_sessions__class_session_id__emotions_get: {
        parameters: {
            query?: {
                from?: string | null;
                to?: string | null;
                emotion_set?: components["schemas"]["EmotionSet"] | null;
                bucket?: components["schemas"]["Bucket"];
            };
            header?: never;
            path: {
                class_session_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmotionHistory"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    class_session_emotion_summary_api_class_sessions__class_session_id__emotions_summary_get: {
        parameters: {
            query?: {
                from?: string | null;
                to?: string | null;
                emotion_set?: components["schemas"]["EmotionSet"] | null;
            };
            header?: never;
            path: {
                class_session_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmotionSummary"];
                };
            };
            /** @description Default Response */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
