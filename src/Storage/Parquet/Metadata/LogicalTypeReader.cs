using StreamSql.Storage.Parquet.Thrift;

namespace StreamSql.Storage.Parquet.Metadata;

internal static class LogicalTypeReader
{
    public static LogicalType? Read(ref ThriftReader reader)
    {
        LogicalType? logical = null;
        var outer = reader.BeginStructField();
        while (reader.NextField(out var id))
        {
            switch (id)
            {
                case 5:
                    var (scale, precision) = ReadNumbers(ref reader);
                    logical = new LogicalType.Decimal(precision, scale);
                    break;
                case 7:
                    var time = ReadTime(ref reader);
                    logical = new LogicalType.Time(time.IsAdjustedToUtc, time.Unit);
                    break;
                case 8:
                    var timestamp = ReadTime(ref reader);
                    logical = new LogicalType.Timestamp(timestamp.IsAdjustedToUtc, timestamp.Unit);
                    break;
                case 10:
                    logical = ReadInteger(ref reader);
                    break;
                default:
                    logical = id switch
                    {
                        1 => new LogicalType.Text(),
                        2 => new LogicalType.Map(),
                        3 => new LogicalType.List(),
                        4 => new LogicalType.Enum(),
                        6 => new LogicalType.Date(),
                        11 => new LogicalType.Unknown(),
                        12 => new LogicalType.Json(),
                        _ => new LogicalType.Other(),
                    };
                    reader.Skip();
                    break;
            }
        }

        reader.EndStruct(outer);
        return logical;
    }

    private static (int First, int Second) ReadNumbers(ref ThriftReader reader)
    {
        var (first, second) = (0, 0);
        var outer = reader.BeginStructField();
        while (reader.NextField(out var id))
        {
            if (id == 1)
                first = reader.Int32();
            else if (id == 2)
                second = reader.Int32();
            else
                reader.Skip();
        }

        reader.EndStruct(outer);
        return (first, second);
    }

    private static LogicalType.Integer ReadInteger(ref ThriftReader reader)
    {
        var (width, signed) = (0, true);
        var outer = reader.BeginStructField();
        while (reader.NextField(out var id))
        {
            if (id == 1)
                width = reader.Int8();
            else if (id == 2)
                signed = reader.Bool();
            else
                reader.Skip();
        }

        reader.EndStruct(outer);
        return new LogicalType.Integer(width, signed);
    }

    private static (bool IsAdjustedToUtc, ParquetTimeUnit Unit) ReadTime(ref ThriftReader reader)
    {
        var (adjusted, unit) = (false, (short)0);
        var outer = reader.BeginStructField();
        while (reader.NextField(out var id))
        {
            if (id == 1)
            {
                adjusted = reader.Bool();
            }
            else if (id == 2)
            {
                var union = reader.BeginStructField();
                while (reader.NextField(out var alternative))
                {
                    unit = alternative;
                    reader.Skip();
                }

                reader.EndStruct(union);
            }
            else
            {
                reader.Skip();
            }
        }

        reader.EndStruct(outer);
        return (adjusted, (ParquetTimeUnit)unit);
    }
}
