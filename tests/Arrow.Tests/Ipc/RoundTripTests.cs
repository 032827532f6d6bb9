using Apache.Arrow;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;

namespace StreamSql.Arrow.Tests.Ipc;

public class RoundTripTests
{
    public static TheoryData<string> Names => Samples.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void A_column_of_every_type_comes_back(string name)
    {
        RecordBatch batch = Samples.Batch(name);
        Assert.Equal(ArrayText.Rows(batch), ArrayText.Rows(Assert.Single(Streamed(batch.Schema, batch))));
        Assert.Equal(ArrayText.Rows(batch), ArrayText.Rows(Assert.Single(Filed(batch.Schema, batch))));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_window_of_every_type_comes_back(string name)
    {
        RecordBatch whole = Samples.Batch(name);
        foreach ((int offset, int length) in new[] { (0, 0), (0, 8), (1, 9), (3, 1), (8, 11), (18, 1), (19, 0) })
        {
            RecordBatch slice = whole.Slice(offset, length);
            RecordBatch read = Assert.Single(Streamed(whole.Schema, slice));
            Assert.Equal(ArrayText.Rows(slice), ArrayText.Rows(read));
            Assert.Equal(slice.Column(0).NullCount, read.Column(0).NullCount);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_window_inside_a_struct_and_a_list_comes_back(string name)
    {
        IArrowArray items = ArrowArrayFactory.Slice(Samples.Columns[name], 2, 15);
        var pair = new StructArray(new StructType([new Field("x", items.Data.DataType, true)]), 15, [items], ArrowBuffer.Empty);
        ArrowBuffer offsets = new ArrowBuffer.Builder<int>().AppendRange([0, 4, 4, 9, 14]).Build();
        var list = new ListArray(new ListType(pair.Data.DataType), 4, offsets, pair, ArrowBuffer.Empty);
        RecordBatch batch = new(new Schema([new Field("l", list.Data.DataType, true)], null), [list], 4);
        RecordBatch slice = batch.Slice(1, 3);
        Assert.Equal(ArrayText.Rows(slice), ArrayText.Rows(Assert.Single(Streamed(batch.Schema, slice))));
    }

    [Fact]
    public void All_columns_and_many_batches_come_back_in_order()
    {
        RecordBatch everything = Samples.Everything;
        RecordBatch[] batches = [everything.Slice(0, 7), everything.Slice(7, 0), everything.Slice(7, 12)];
        Assert.Equal(ArrayText.Rows(everything), Streamed(everything.Schema, batches).SelectMany(ArrayText.Rows));
        Assert.Equal(ArrayText.Rows(everything), Filed(everything.Schema, batches).SelectMany(ArrayText.Rows));
    }

    [Fact]
    public void Names_types_and_metadata_of_the_schema_come_back()
    {
        var schema = new Schema(
            Samples.Columns.Select((column, i) => new Field(column.Key, column.Value.Data.DataType, i % 2 == 0, [new("position", $"{i}")])),
            [new("origin", "Zürich"), new("empty", "")]);
        using var stream = new MemoryStream();
        using (var writer = new ArrowStreamWriter(stream, schema, leaveOpen: true))
        {
            writer.WriteStart();
            writer.WriteEnd();
        }

        stream.Position = 0;
        using var reader = new ArrowStreamReader(stream);
        Assert.Equal(Describe(schema), Describe(reader.Schema));
        Assert.Equal(schema.Metadata, reader.Schema.Metadata);
        Assert.Equal("3", reader.Schema[3].Metadata!["position"]);
        Assert.Null(reader.ReadNextRecordBatch());
    }

    [Fact]
    public void A_stream_in_memory_is_read_without_copying()
    {
        RecordBatch batch = Samples.Batch("int64");
        byte[] bytes = StreamBytes(batch.Schema, batch);
        using var reader = new ArrowStreamReader(bytes);
        var column = (Int64Array)reader.ReadNextRecordBatch()!.Column(0);
        Assert.True(column.ValueBuffer.Span.Overlaps(bytes));
        Assert.Null(reader.ReadNextRecordBatch());
    }

    [Fact]
    public async Task Streams_and_files_are_written_and_read_asynchronously()
    {
        RecordBatch batch = Samples.Everything;
        using var stream = new MemoryStream();
        var streamWriter = new ArrowStreamWriter(stream, batch.Schema, leaveOpen: true);
        await streamWriter.WriteRecordBatchAsync(batch);
        await streamWriter.WriteEndAsync();
        Assert.Equal(StreamBytes(batch.Schema, batch), stream.ToArray());
        stream.Position = 0;
        using var streamReader = new ArrowStreamReader(stream);
        Assert.Equal(Describe(batch.Schema), Describe(await streamReader.GetSchema()));
        Assert.Equal(ArrayText.Rows(batch), ArrayText.Rows((await streamReader.ReadNextRecordBatchAsync())!));
        Assert.Null(await streamReader.ReadNextRecordBatchAsync());

        using var file = new MemoryStream();
        var fileWriter = new ArrowFileWriter(file, batch.Schema, leaveOpen: true);
        await fileWriter.WriteStartAsync();
        await fileWriter.WriteRecordBatchAsync(batch);
        await fileWriter.WriteRecordBatchAsync(batch.Slice(5, 3));
        await fileWriter.WriteEndAsync();
        file.Position = 0;
        using var fileReader = new ArrowFileReader(file);
        Assert.Equal(2, await fileReader.RecordBatchCountAsync());
        Assert.Equal(ArrayText.Rows(batch)[5..8], ArrayText.Rows(await fileReader.ReadRecordBatchAsync(1)));
        Assert.Equal(ArrayText.Rows(batch), ArrayText.Rows(await fileReader.ReadRecordBatchAsync(0)));
    }

    [Fact]
    public void A_writer_closes_its_stream_unless_told_not_to()
    {
        var kept = new MemoryStream();
        new ArrowStreamWriter(kept, Samples.Everything.Schema, leaveOpen: true).Dispose();
        Assert.True(kept.CanWrite);
        var closed = new MemoryStream();
        new ArrowStreamWriter(closed, Samples.Everything.Schema).Dispose();
        Assert.False(closed.CanWrite);
    }

    internal static byte[] StreamBytes(Schema schema, params RecordBatch[] batches)
    {
        using var stream = new MemoryStream();
        Write(new ArrowStreamWriter(stream, schema, leaveOpen: true), batches);
        return stream.ToArray();
    }

    internal static byte[] FileBytes(Schema schema, params RecordBatch[] batches)
    {
        using var stream = new MemoryStream();
        Write(new ArrowFileWriter(stream, schema, leaveOpen: true), batches);
        return stream.ToArray();
    }

    internal static List<RecordBatch> ReadAll(ArrowStreamReader reader)
    {
        var batches = new List<RecordBatch>();
        while (reader.ReadNextRecordBatch() is { } batch)
            batches.Add(batch);
        return batches;
    }

    private static void Write(ArrowStreamWriter writer, RecordBatch[] batches)
    {
        writer.WriteStart();
        foreach (RecordBatch batch in batches)
            writer.WriteRecordBatch(batch);
        writer.WriteEnd();
        writer.Dispose();
    }

    private static List<RecordBatch> Streamed(Schema schema, params RecordBatch[] batches) =>
        ReadAll(new ArrowStreamReader(new MemoryStream(StreamBytes(schema, batches))));

    private static List<RecordBatch> Filed(Schema schema, params RecordBatch[] batches) =>
        ReadAll(new ArrowFileReader(new MemoryStream(FileBytes(schema, batches))));

    private static string[] Describe(Schema schema) => [.. schema.FieldsList.Select(Describe)];

    private static string Describe(Field field) => $"{field.Name} {field.IsNullable} {Describe(field.DataType)}";

    private static string Describe(IArrowType type) => type switch
    {
        TimestampType timestamp => $"timestamp {timestamp.Unit} {timestamp.Timezone}",
        TimeBasedType time => $"{time.Name} {time.Unit}",
        IntervalType interval => $"interval {interval.Unit}",
        Decimal64Type small => $"decimal64({small.Precision}, {small.Scale})",
        Decimal128Type large => $"decimal128({large.Precision}, {large.Scale})",
        FixedSizeBinaryType binary => $"binary({binary.ByteWidth})",
        DictionaryType dictionary => $"dictionary {Describe(dictionary.IndexType)} {Describe(dictionary.ValueType)}",
        NestedType nested => $"{nested.Name}({string.Join(", ", nested.Fields.Select(Describe))})",
        _ => type.Name,
    };
}
