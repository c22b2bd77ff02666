using System.Net;

namespace EdgeNoc.Simulators.Gateway;

/// <summary>A message that the gateway took.</summary>
/// <param name="Number">From 1, in order of arrival.</param>
/// <param name="At">When it arrived.</param>
/// <param name="Sender">The gateway's own WhatsApp number.</param>
/// <param name="To">Who gets it.</param>
public sealed record GatewayMessage(int Number, DateTimeOffset At, string Sender, string To, string Text)
{
    /// <summary>In whose words it came.</summary>
    public string Provider { get; init; } = "mpwa";

    /// <summary>What the answer called it; null where this provider names nothing.</summary>
    public string? Id { get; init; }

    /// <summary>The request's body, byte for byte.</summary>
    public string Body { get; init; } = "";
}

/// <summary>How the gateway answers. What does not say that it takes the message takes nothing.</summary>
public enum GatewayBehaviour
{
    Works,

    /// <summary>500 with a page of HTML.</summary>
    ServerError,

    /// <summary>Takes the request and never answers.</summary>
    Hang,

    /// <summary>200 with <c>"status":false</c>: the phone is not connected.</summary>
    StatusFalse,

    /// <summary>200 with a login page: the panel's session or licence is gone.</summary>
    Html,

    /// <summary>429 with <c>Retry-After: 77</c>.</summary>
    TooManyRequests,

    /// <summary>Takes the message and breaks the connection in the middle of the answer.</summary>
    CutAnswer,

    /// <summary>Takes the message and answers 200 with JSON of another kind.</summary>
    WrongJson,

    /// <summary>Takes the message and answers 200 with a megabyte.</summary>
    Endless,

    /// <summary>307 to another place of this host.</summary>
    Redirect,

    /// <summary>Refuses, and quotes address, headers and body of the request in its reason.</summary>
    Quote,
}

/// <summary>Where the gateway listens and which key it takes.</summary>
public sealed record GatewayOptions
{
    /// <summary>Port 0 takes a free one.</summary>
    public required IPEndPoint Listen { get; init; }

    public required string ApiKey { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
