using EdgeNoc.Common.Telemetry;

namespace EdgeNoc.Collector.Ingest;

/// <summary>Why a line is not stored.</summary>
internal enum LineRefusalKind
{
    Malformed,
    TooLong,
    NotUtf8,
    NoTimestamp,
    TimestampAhead,
    TimestampBefore1970,
    SiteTag,
    NotFromSites,
    WrongType,
    TooManyTags,
    TooManyFields,
    DuplicateTag,
    TooManySeries,
    Database,
}

/// <summary>Why a line is not stored, and which part of it is at fault.</summary>
internal sealed record LineRefusal(LineRefusalKind Kind, string Detail = "")
{
    public static LineRefusal Malformed(LineFault fault) => new(LineRefusalKind.Malformed, fault switch
    {
        LineFault.NoMeasurement => "no measurement",
        LineFault.NoFields => "no fields",
        LineFault.BadEscape => "a backslash at the end or before another one",
        LineFault.BadTag => "a tag is not key=value",
        LineFault.BadField => "a field is not key=value",
        LineFault.BadNumber => "a value is neither number, boolean nor quoted text",
        LineFault.UnsignedNumber => "an unsigned integer, which InfluxDB 1.x does not have",
        LineFault.BadText => "a quoted text does not end, or is followed by something",
        _ => "the timestamp is no integer",
    });

    public override string ToString() => Kind switch
    {
        LineRefusalKind.Malformed => $"malformed: {Detail}",
        LineRefusalKind.TooLong => "line too long",
        LineRefusalKind.NotUtf8 => "not UTF-8",
        LineRefusalKind.NoTimestamp => "no timestamp",
        LineRefusalKind.TimestampAhead => "timestamp more than an hour ahead: check the agent's clock and that it writes milliseconds",
        LineRefusalKind.TimestampBefore1970 => "timestamp before 1970",
        LineRefusalKind.SiteTag => "has a tag or field 'site' of its own: the collector adds it",
        LineRefusalKind.NotFromSites => $"measurement {Detail} is the collector's own",
        LineRefusalKind.WrongType => Detail,
        LineRefusalKind.TooManyTags => "too many tags",
        LineRefusalKind.TooManyFields => "too many fields",
        LineRefusalKind.DuplicateTag => $"tag {Detail} comes twice",
        LineRefusalKind.TooManySeries => "too many new series from this site within an hour",
        _ => $"InfluxDB refused it: {Detail}",
    };
}
