using System.Net;

namespace EdgeNoc.Simulators.Gateway;

/// <summary>A message that the gateway took.</summary>
/// <param name="Number">From 1, in order of arrival.</param>
/// <param name="At">When it arrived.</param>
/// <param name="Sender">The gateway's own WhatsApp number.</param>
/// <param name="To">Who gets it.</param>
public sealed record GatewayMessage(int Number, DateTimeOffset At, string Sender, string To, string Text);

/// <summary>How the gateway answers. All but the first take nothing.</summary>
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
}

/// <summary>Where the gateway listens and which key it takes.</summary>
public sealed record GatewayOptions
{
    /// <summary>Port 0 takes a free one.</summary>
    public required IPEndPoint Listen { get; init; }

    public required string ApiKey { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
