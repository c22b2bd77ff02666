using System.Runtime.InteropServices;
using System.Text.Json;
using EdgeNoc.Common.Events;

namespace EdgeNoc.Collector.Alerts.Events;

/// <summary>What a message of events holds.</summary>
internal sealed record ParsedEvents(IReadOnlyList<EdgeEvent> Events, IReadOnlyList<RefusedEvent> Refused);

/// <summary>Reads a message of events. Whatever it holds, the good ones are kept and the others are put aside with a reason.</summary>
internal static class EventParser
{
    public const int MaxBytes = 1 << 20;
    public const int MaxEvents = 1_000;

    public static ParsedEvents Parse(ReadOnlyMemory<byte> payload, DateTimeOffset now)
    {
        if (payload.Length > MaxBytes) return Whole(Refusal.MessageTooLarge, payload);
        try
        {
            using var document = JsonDocument.Parse(payload, new JsonDocumentOptions { MaxDepth = 16 });
            if (document.RootElement.ValueKind != JsonValueKind.Array) return Whole(Refusal.NotJson, payload);
            if (document.RootElement.GetArrayLength() > MaxEvents) return Whole(Refusal.TooManyEvents, payload);
            var events = new List<EdgeEvent>();
            var refused = new List<RefusedEvent>();
            foreach (var element in document.RootElement.EnumerateArray())
            {
                var problem = Read(element, now, out var read);
                if (problem is { } reason) refused.Add(RefusedEvent.Of(reason, JsonMarshal.GetRawUtf8Value(element)));
                else events.Add(read!);
            }

            return new ParsedEvents(events, refused);
        }
        catch (JsonException)
        {
            return Whole(Refusal.NotJson, payload);
        }
    }

    private static Refusal? Read(JsonElement element, DateTimeOffset now, out EdgeEvent? read)
    {
        read = null;
        try
        {
            // An element that is the literal null gives no event.
            if (element.Deserialize(WireJson.Default.EdgeEvent) is not { } raw) return Refusal.Malformed;
            return EventRules.Check(raw, now) is { } problem ? problem : Accept(raw, out read);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            // InvalidOperationException: text with half a surrogate pair, which JSON can write and UTF-16 cannot read.
            return Refusal.Malformed;
        }
    }

    private static Refusal? Accept(EdgeEvent raw, out EdgeEvent? read)
    {
        read = EventRules.Bound(raw);
        return null;
    }

    private static ParsedEvents Whole(Refusal reason, ReadOnlyMemory<byte> payload) => new([], [RefusedEvent.Of(reason, payload.Span)]);
}
