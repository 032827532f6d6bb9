namespace StreamSql.Core.Diagnostics;

/// <content>What can be wrong while a job runs: data and checkpoints.</content>
public static partial class ErrorCodes
{
    private static IReadOnlyList<ErrorCode> Data =>
    [
        new("SS5001", "22012", "A number is divided by zero.", "Divide by NULLIF(x, 0)."),
        new("SS5002", "22018", "A value cannot be cast.", "Use TRY_CAST, which gives NULL."),
        new("SS5003", "22003", "A number is out of range.", "Use a wider type."),
        new("SS5004", "22023", "A function gets an argument that it cannot work with.", "Correct it as the message says."),
        new("SS5101", "22P02", "A record is not written in its format.", "Correct the record, or set ignore-parse-errors to skip such records."),
        new("SS5102", "22P02", "A field is not of its column's type.", "Correct the record or the column's type, or set ignore-parse-errors."),
        new("SS5103", "22004", "A MAP with a NULL key would be written.", "Set map-null-key.mode to DROP or LITERAL."),
        new("SS5104", "0A000", "A format cannot write an update or delete.", "Use a format that carries changes."),
        new("SS5105", "22004", "A record lacks a field that it must have.", "Correct the record, or allow NULL in the column."),
        new("SS5120", "22000", "A file of a partitioned table is in no directory of a partition.", "Move it to a directory such as key=value."),
        new("SS5121", "22P02", "A partition's directory has a value that is not of the column's type.", "Rename the directory or change the type."),
        new("SS5122", "54000", "A record of a file is too long.", "Split it; often a line break is missing."),
        new("SS5123", "22000", "A packed file cannot be unpacked.", "Replace it with a whole one."),
        new("SS5130", "54000", "A socket sends a record without an end.", "Set 'byte-delimiter' to the byte that ends its records."),
        new("SS5401", "54000", "A message is too large for its topic.", "Raise 'properties.message.max.bytes' and the topic's limit."),
        new("SS5402", "22004", "A row does not say which topic it goes to.", "Give the metadata column topic a value."),
        new("SS5403", "22023", "A row names a topic that is not of the table.", "Correct the column, or the table's topics."),
        new("SS5404", "22000", "A message has no key where the key's columns are NOT NULL.", "Allow NULL in them."),
        new("SS5405", "22000", "A message's key holds several rows.", "Use a key format of one row."),
        new("SS5501", "22004", "An event-time column is NULL.", "Give the row a time, or compute the column with COALESCE."),
    ];

    private static IReadOnlyList<ErrorCode> Checkpoints =>
    [
        new("SS6001", "55006", "Another process uses the checkpoint directory.", "Stop it, or give the job a directory of its own."),
        new("SS6002", "XX001", "A checkpoint file ends too early.", "Restore it from a backup."),
        new("SS6003", "XX001", "A checkpoint file's checksum is wrong.", "Restore it from a backup."),
        new("SS6004", "0A000", "A checkpoint file was written by a newer release.", "Open it with that release or a later one."),
        new("SS6005", "XX001", "Files of a checkpoint are missing between others.", "Restore them from a backup."),
        new("SS6006", "XX001", "A checkpoint file is malformed.", "Restore it from a backup."),
        new("SS6007", "XX001", "A checkpoint file holds another one's content.", "Restore the directory from a backup."),
        new("SS6008", "XX001", "A manifest names a file outside of the directory.", "Restore the manifest from a backup."),
        new("SS6009", "XX001", "A checkpoint file is missing.", "Restore it from a backup."),
        new("SS6010", "XX001", "A state file is not the one that the manifest names.", "Restore it from a backup."),
        new("SS6011", "XX001", "The directory has a file that no release writes.", "Remove it, if you put it there."),
        new("SS6012", "XX001", "A state file cannot be read.", "Restore it from a backup."),
        new("SS6050", "XX001", "The checkpoint's state is of another query.", "Run the query that made it, or use a new directory."),
        new("SS6051", "XX001", "The checkpoint is of a query with other sources or sinks.", "Run the query that made it, or use a new directory."),
        new("SS6052", "XX001", "A sink has more than the newest checkpoint.", "Restore the newest copy of the directory, or start anew with an empty sink."),
        new("SS6053", "XX001", "A sink has less than the checkpoint says.", "Put its output back, or start anew."),
        new("SS6054", "XX001", "A manifest is not the one that was committed.", "Restore the directory from one copy."),
        new("SS6055", "XX001", "The directory has checkpoint files but no job.json.", "Restore it from a backup, or use a new directory."),
        new("SS6056", "XX001", "A table that cannot be read twice is in a job with checkpoints.", "Run the job without a checkpoint directory."),
        new("SS6057", "XX001", "The manifest of a committed checkpoint is missing.", "Restore the directory from a backup; starting anew would repeat output."),
        new("SS6101", "XX001", "The checkpoint's position is not one of a table of files.", "Restore the checkpoint from a backup."),
        new("SS6102", "XX001", "A file is shorter than what has been read of it.", "Restore the file."),
        new("SS6103", "XX001", "A file is gone before it was read to its end.", "Restore the file."),
        new("SS6104", "XX001", "A file's content is not what was read before.", "Restore the file."),
        new("SS6105", "XX001", "A file has grown after its last record was read without a line break.", "Restore the file; end files with a line break."),
        new("SS6107", "XX001", "The checkpoint's position is not one of datagen.", "Restore the checkpoint from a backup."),
        new("SS6108", "XX001", "The checkpoint's position is not one of a socket.", "Restore the checkpoint from a backup."),
        new("SS6401", "55000", "A topic no longer holds what has not been read.", "Let the topic keep its rows longer; start anew with what is there."),
        new("SS6402", "55000", "A partition ends before what has been read of it.", "Start anew: the topic has lost rows or was made anew."),
        new("SS6403", "55000", "A partition no longer exists.", "Restore the topic, or start anew."),
        new("SS6404", "55000", "A topic was deleted and made anew.", "Start anew."),
        new("SS6405", "XX001", "The checkpoint's position is not one of Kafka.", "Restore the checkpoint from a backup."),
    ];
}
