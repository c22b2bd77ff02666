namespace EdgeNoc.Simulators.Olt;

/// <summary>How an OLT's web server goes wrong. Each was seen in the field.</summary>
public enum MisbehaviourKind
{
    None,

    /// <summary>401 whatever the password.</summary>
    Unauthorised,

    /// <summary>200 with "Access Denied": some firmware says so instead of 401.</summary>
    AccessDenied,

    /// <summary>200 and the page, but the array is not in it.</summary>
    NoArray,

    /// <summary>200, and the page simply ends in its middle.</summary>
    HalfPage,

    /// <summary>The connection is reset in the middle of the body.</summary>
    CloseMidBody,

    /// <summary>Takes the request and never answers.</summary>
    Hang,

    /// <summary>The whole page, 500 bytes at a time, five times a second.</summary>
    Slow,

    /// <summary>500 Internal Server Error.</summary>
    ServerError,

    /// <summary>200 with "ASP Error: Undefined procedure": this firmware has no such page.</summary>
    MissingPage,

    /// <summary>302 to another page of the box, which asks for the login again.</summary>
    Redirect,

    /// <summary>302 to another port.</summary>
    RedirectAway,

    /// <summary>200 with the login form of a newer web interface.</summary>
    LoginForm,

    /// <summary>200 and a page of another vendor.</summary>
    OtherVendor,

    /// <summary>200 and JSON.</summary>
    Json,

    /// <summary>200 and nothing.</summary>
    Empty,

    /// <summary>200 and 200 MB.</summary>
    Huge,

    /// <summary>The whole page, one byte a second.</summary>
    ByteASecond,
}

/// <summary>A way of going wrong, on every request or on each <paramref name="OneIn"/>th.</summary>
public sealed record Misbehaviour(MisbehaviourKind Kind, int OneIn = 1)
{
    public static Misbehaviour None { get; } = new(MisbehaviourKind.None);

    /// <summary>What request number <paramref name="request"/> (from 1) gets.</summary>
    public MisbehaviourKind For(long request) => OneIn <= 1 || request % OneIn == 0 ? Kind : MisbehaviourKind.None;

    /// <summary>Reads <c>hang</c>, <c>no-array</c>, <c>close-mid-body</c>, …</summary>
    public static bool TryParseKind(string? text, out MisbehaviourKind kind) =>
        Enum.TryParse(text?.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out kind) && Enum.IsDefined(kind);
}
