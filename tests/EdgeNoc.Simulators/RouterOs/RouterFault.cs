namespace EdgeNoc.Simulators.RouterOs;

/// <summary>How a router's API goes wrong. Each was seen in the field or in the protocol's documents.</summary>
public enum RouterFault
{
    None,

    /// <summary>Takes commands, never answers, but confirms a cancel.</summary>
    NoReply,

    /// <summary>Answers nothing at all, not even a cancel.</summary>
    Deaf,

    /// <summary>The right answer, a byte a second.</summary>
    SlowBytes,

    /// <summary>The connection ends in the middle of a word.</summary>
    CloseMidAnswer,

    /// <summary>Accepts and closes: the service's address list does not hold the caller.</summary>
    CloseAtOnce,

    /// <summary>A length byte of 0xF8 and above.</summary>
    ReservedByte,

    /// <summary>Rows with a tag that nobody asked with, before the right ones.</summary>
    StrangeTag,

    /// <summary><c>!fatal</c> with a bare word, and the end.</summary>
    Fatal,

    /// <summary>Names as WinBox typed them on a PC with windows-1252.</summary>
    Windows1252,

    /// <summary>The user's group lacks the policy <c>api</c>.</summary>
    NoApiPolicy,

    /// <summary>Refuses every password.</summary>
    WrongPassword,

    /// <summary>Nobody is there: every list is empty.</summary>
    EmptyLists,

    /// <summary>A router with few packages: half of the menus are not there.</summary>
    MissingMenus,

    /// <summary>The user may not see other users.</summary>
    HiddenUsers,

    /// <summary>200 MB of rows.</summary>
    Flood,

    /// <summary>A web page where the API should be.</summary>
    Html,

    /// <summary>Two traps before one <c>!done</c>.</summary>
    TwoTraps,

    /// <summary>No certificate: TLS by anonymous Diffie-Hellman alone, which ends with alert 40 here.</summary>
    AnonymousTls,
}
