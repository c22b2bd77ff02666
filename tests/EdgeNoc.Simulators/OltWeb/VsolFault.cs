namespace EdgeNoc.Simulators.OltWeb;

/// <summary>What a VSOL's web server does otherwise, or wrong.</summary>
public enum VsolFault
{
    None,

    /// <summary>Answers a right password with 200 and the login form.</summary>
    RefusesLogin,

    /// <summary>Answers it with the word LoginFailed.</summary>
    SaysLoginFailed,

    /// <summary>Says that another user is logged in.</summary>
    SomebodyIsIn,

    /// <summary>Knows a session by its cookie instead of by the address.</summary>
    Cookie,

    /// <summary>Puts no key into its forms.</summary>
    MintsNoKey,

    /// <summary>Puts an empty one.</summary>
    EmptyKey,

    /// <summary>Has no page of states, as GPON boxes.</summary>
    HasNoStatusPage,

    /// <summary>A GPON box: one page of states, one PON at a time, and no page of levels.</summary>
    Gpon,

    /// <summary>Has no page of levels.</summary>
    NoOpticsPage,

    /// <summary>Shows 6.55 V, 131.07 mA and +8.16 dBm for one ONU, and 0 V and −40 dBm for another.</summary>
    DeadRails,

    /// <summary>Names in gb2312.</summary>
    Gb2312,

    /// <summary>Pages without their table.</summary>
    NoTable,

    /// <summary>Takes the question and answers nothing.</summary>
    Hangs,

    /// <summary>500.</summary>
    ServerError,

    /// <summary>A page of 100 MB.</summary>
    Huge,

    /// <summary>Another box: no such page at all.</summary>
    OtherVendor,
}
