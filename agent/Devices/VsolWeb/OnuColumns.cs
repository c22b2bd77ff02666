namespace EdgeNoc.Agent.Devices.VsolWeb;

/// <summary>What a column of a table of ONUs holds.</summary>
internal enum OnuColumn
{
    Unread,
    Id,
    Status,
    Mac,
    Serial,
    Name,
    Distance,
    Rtt,
    Temperature,
    Voltage,
    Bias,
    Tx,
    Rx,
    Reason,
    OnlineS,
    Auth,
    Exchange,
}

/// <summary>Recognises columns by their headings, which builds word differently: <c>Distance(m)</c>, <c>TX Power(dBm)</c>, <c>Last Deregister Reason</c>.</summary>
internal static class OnuColumns
{
    /// <summary>Null when this is no heading of a table of ONUs.</summary>
    public static OnuColumn[]? Read(string[] cells)
    {
        if (cells.Length < 3 || !cells.Any(cell => Letters(cell) is "onuid" or "onuindex" or "onu" or "id")) return null;
        return [.. cells.Select(Of)];
    }

    private static OnuColumn Of(string heading) => Letters(heading) switch
    {
        "onuid" or "onuindex" or "onu" or "id" => OnuColumn.Id,
        "onlineoffline" => OnuColumn.Status,
        var text when text.Contains("reason", StringComparison.Ordinal) => OnuColumn.Reason,
        var text when text.Contains("alive", StringComparison.Ordinal) || text.Contains("uptime", StringComparison.Ordinal) || text.Contains("onlineduration", StringComparison.Ordinal) => OnuColumn.OnlineS,
        var text when text.Contains("time", StringComparison.Ordinal) => OnuColumn.Unread,
        var text when text.Contains("mac", StringComparison.Ordinal) => OnuColumn.Mac,
        var text when text.StartsWith("info", StringComparison.Ordinal) || text is "sn" or "serialnumber" or "authinfo" => OnuColumn.Serial,
        var text when text.StartsWith("desc", StringComparison.Ordinal) || text.EndsWith("name", StringComparison.Ordinal) => OnuColumn.Name,
        var text when text.StartsWith("distance", StringComparison.Ordinal) => OnuColumn.Distance,
        var text when text.StartsWith("rtt", StringComparison.Ordinal) => OnuColumn.Rtt,
        var text when text.StartsWith("temp", StringComparison.Ordinal) => OnuColumn.Temperature,
        var text when text.Contains("voltage", StringComparison.Ordinal) => OnuColumn.Voltage,
        var text when text.Contains("bias", StringComparison.Ordinal) => OnuColumn.Bias,
        var text when text.StartsWith("tx", StringComparison.Ordinal) || text.StartsWith("transmit", StringComparison.Ordinal) => OnuColumn.Tx,
        var text when text.StartsWith("rx", StringComparison.Ordinal) || text.StartsWith("receive", StringComparison.Ordinal) => OnuColumn.Rx,
        var text when text.StartsWith("authflag", StringComparison.Ordinal) || text is "auth" or "authstatus" or "authstate" => OnuColumn.Auth,
        var text when text.StartsWith("exchange", StringComparison.Ordinal) || text.StartsWith("oam", StringComparison.Ordinal) => OnuColumn.Exchange,
        var text when text.EndsWith("status", StringComparison.Ordinal) || text.EndsWith("state", StringComparison.Ordinal) => OnuColumn.Status,
        _ => OnuColumn.Unread,
    };

    /// <summary>Without blanks, signs and units in brackets.</summary>
    private static string Letters(string heading) => string.Concat((heading.IndexOf('(', StringComparison.Ordinal) is > 0 and var at ? heading[..at] : heading).Where(char.IsAsciiLetter)).ToLowerInvariant();
}
