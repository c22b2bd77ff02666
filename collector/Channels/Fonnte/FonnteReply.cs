using System.Text.Json;
using EdgeNoc.Collector.Channels.Http;

namespace EdgeNoc.Collector.Channels.Fonnte;

/// <summary>What Fonnte's answers mean. The case of its keys varies from call to call.</summary>
internal static class FonnteReply
{
    private const int MaxReason = 200;

    public static SendOutcome Read(HttpAnswer.Answered answer)
    {
        if (ServerTrouble.Of(answer) is { } trouble) return trouble;
        return JsonPeek.Object(answer.Body, root => Of(root, answer)) ?? ServerTrouble.NotItsWords(answer);
    }

    /// <summary>The answer of <c>/device</c>.</summary>
    public static SessionState ReadDevice(HttpAnswer.Answered answer) => JsonPeek.Object<SessionState>(answer.Body, root =>
    {
        if (Any(root, "status")?.ValueKind != JsonValueKind.True) return new SessionState.Down($"Fonnte says: {Said(root, answer)}; check token_file");
        return root.Text("device_status") switch
        {
            "connect" => new SessionState.Up($"linked, {HostileText.Clean(root.Text("quota") ?? "an unknown number of", 20)} messages left"),
            { } other => new SessionState.Down($"the device is \"{HostileText.Clean(other, 40)}\": scan the QR code in Fonnte's panel"),
            null => new SessionState.Unknown("Fonnte does not say whether the device is linked"),
        };
    }) ?? new SessionState.Unknown($"HTTP {answer.Status} with something else than Fonnte's JSON: check the channel's url");

    private static SendOutcome Of(JsonElement root, HttpAnswer.Answered answer)
    {
        var status = Any(root, "status")?.ValueKind;
        if (status == JsonValueKind.True && answer.IsSuccess) return new SendOutcome.Accepted(Id(root));
        if (status is not (JsonValueKind.True or JsonValueKind.False)) return ServerTrouble.NotItsWords(answer);
        var said = Said(root, answer);
        return said switch
        {
            "target invalid" => new SendOutcome.Never($"Fonnte says: {said}; check this recipient's number"),
            "input invalid" => new SendOutcome.Never($"Fonnte says: {said}: it does not take this text", FaultOf.Message),
            _ => new SendOutcome.TryAgain($"Fonnte says: {said}; check token_file, the device's link and its quota in Fonnte's panel"),
        };
    }

    private static string? Id(JsonElement root) => Any(root, "id") is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() > 0 ? list[0].Text() : null;

    private static string Said(JsonElement root, HttpAnswer.Answered answer) =>
        HostileText.Clean(Any(root, "reason")?.Text() ?? Any(root, "detail")?.Text(), MaxReason) is { Length: > 0 } text ? text : $"HTTP {answer.Status} without a reason";

    private static JsonElement? Any(JsonElement root, string key)
    {
        foreach (var property in root.EnumerateObject())
        {
            if (property.Name.Equals(key, StringComparison.OrdinalIgnoreCase)) return property.Value;
        }

        return null;
    }
}
